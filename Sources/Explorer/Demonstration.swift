public import Simulation

/// The cluster that shows when the program is started without any file.
public enum Demonstration {
  /// A cluster with a past: four kinds of machines, apps that grew and shrank, nodes that left and
  /// came back, full blocks, gaps, somebody else's network in the pool, and pods that wait.
  ///
  /// Every line of it can be undone.
  public static let script: [String] = [
    "plan demo mode=cluster-pool pool=10.0.0.0/17 mask=24",
    "claim 10.0.112.0/21 legacy-vms kind=vpc",
    "add nodes 18 prefix=small- zone=a type=t3.large max-pods=35",
    "add nodes 22 prefix=worker- zone=b type=m5.xlarge",
    "add pods 1200 app=web",
    "add nodes 14 prefix=large- zone=c type=m5.4xlarge max-pods=180",
    "add nodes 6 prefix=dense- zone=a type=m5.24xlarge max-pods=256",
    "add pods 3400 app=api",
    "add pods 2100 app=queue",
    "remove nodes 9 pick=random",
    "add nodes 12 prefix=batch- zone=b type=c6g.4xlarge max-pods=220",
    "add pods 900 app=jobs",
    "remove pods 1300 app=api pick=random",
    "add node edge-1 zone=c type=m5.24xlarge max-pods=260",
    "add pods 255 app=cache node=edge-1",
    "remove node small-9",
    "remove node worker-5",
    "add node worker-5 zone=b type=m5.xlarge",
    "add nodes 5 prefix=late- zone=a",
    "cordon large-5",
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
