import Simulation
import Testing

@Suite struct CommandTests {
  @Test(arguments: [
    ("add nodes 3", Command.Role.change), ("seed 2", .change), ("use b", .change),
    ("wait 1h", .change), ("undo", .movement), ("redo 2", .movement), ("seek 0", .movement),
    ("get pods", .question), ("describe a", .question), ("why a", .question),
    ("size pods=3", .question), ("expect pods = 3", .expectation),
  ])
  func `a command changes, moves, asks or claims`(line: String, role: Command.Role) throws {
    #expect(try Command(parsing: line).role == role)
  }
}
