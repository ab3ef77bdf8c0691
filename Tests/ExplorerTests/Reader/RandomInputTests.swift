import Addressing
import Allocation
import Foundation
import Reporting
import Simulation
import Terminal
import Testing

@testable import Explorer

@Suite struct RandomInputTests {
  /// Events of each seed; CIDRSCOPE_EVENTS asks for more.
  private static var events: Int {
    ProcessInfo.processInfo.environment["CIDRSCOPE_EVENTS"].flatMap(Int.init) ?? 700
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `nothing that a terminal may send brings the explorer down`(seed: UInt64) throws {
    let size = Size(width: 100, height: 30)
    var stage = try Stage(
      size,
      script: seed % 2 == 0
        ? nil
        : ["plan a mode=cluster-pool pool=10.0.0.0/20 mask=24", "add nodes 5", "add pods 40"],
      isUnicode: seed != 3)
    var input = RandomInput(seed: seed, size: size)
    for number in 0..<Self.events {
      let event = input.next()
      stage.send(event)
      guard number % 16 == 0 else { continue }
      let frame = stage.frame
      #expect(frame.size == stage.state.size)
      #expect(stage.state.session.current?.cluster.brokenInvariants().isEmpty ?? true)
    }
    var again = Session()
    for line in stage.state.session.journal { _ = again.execute(try Command(parsing: line)) }
    #expect(StateHash(of: again.moment) == StateHash(of: stage.state.session.moment))
  }
}
