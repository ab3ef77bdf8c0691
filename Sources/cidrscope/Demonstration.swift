import Simulation

/// The cluster that the explorer shows when nothing was named.
///
/// Small enough to be understood at a glance, and with something to find: a full block, a gap that
/// next-fit has passed by, an overlap with somebody else's network.
enum Demonstration {
  static let lines = """
    plan demo mode=cluster-pool pool=10.0.0.0/16 mask=24
    claim 10.0.192.0/20 datacentre
    add nodes 72
    add pods 2400 app=web
    remove nodes 9 pick=random
    add pods 250 app=batch node=node-1
    add nodes 4 prefix=new-
    """

  static func opened() throws -> Opened {
    Opened(try Script(parsing: lines, file: "demonstration"))
  }
}
