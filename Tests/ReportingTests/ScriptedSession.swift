import Simulation

/// A session on which a script was executed, whatever became of its lines.
func session(_ script: String) throws -> Session {
  var session = Session()
  for line in try Script(parsing: script, file: "test").lines {
    _ = session.execute(line.command)
  }
  return session
}

/// Four /24s in a /22, two of them held, with a few pods.
let twoOfFour = """
  plan a mode=cluster-pool pool=10.0.0.0/22 mask=24
  add nodes 2
  add pods 3
  """
