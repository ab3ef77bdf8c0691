public import Simulation

/// The cluster that shows when the program is started without any file.
public enum Demonstration {
  /// A cluster with a past: three zones, several apps, nodes that left and came back, full blocks,
  /// gaps, a block that two claim and pods that wait; every line of it can be undone.
  public static let script: [String] = [
    "plan demo mode=cluster-pool pool=10.0.0.0/17 mask=24",
    "claim 10.0.112.0/21 legacy-vms kind=vpc",
    "add nodes 24 prefix=blue- zone=a type=m5.xlarge",
    "add pods 520 app=web",
    "add nodes 20 prefix=green- zone=b type=m5.large",
    "add pods 1300 app=api",
    "add node big-1 zone=b type=m5.24xlarge max-pods=260",
    "add pods 251 app=batch node=big-1",
    "add node big-2 zone=c type=m5.24xlarge max-pods=260",
    "add pods 240 app=batch node=big-2",
    "remove nodes 9 pick=random",
    "add nodes 26 prefix=amber- zone=c type=c6g.large",
    "add pods 700 app=queue",
    "remove pods 420 app=api pick=random",
    "add node spare-1 zone=a max-pods=40",
    "add pods 35 app=cron node=spare-1",
    "remove node blue-7",
    "remove node green-3",
    "add nodes 4 prefix=late- zone=b",
    "add pods 160 app=web node=big-2",
    "cordon amber-5",
  ]

  /// The session in which the script has happened.
  public static func session() -> Session {
    var session = Session()
    for line in script {
      do {
        _ = session.execute(try Command(parsing: line))
      } catch {
        preconditionFailure("the demonstration is no script: \(error)")
      }
    }
    return session
  }
}
