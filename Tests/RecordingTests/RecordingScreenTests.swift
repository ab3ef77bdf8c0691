import Foundation
import Recording
import Synchronization
import Terminal
import Testing

/// A screen that is recorded, played back.
@Suite struct RecordingScreenTests {
  /// A square that goes where the keys say, and a clock.
  private enum Square: App {
    struct State: Sendable {
      var place = Point(x: 1, y: 1)
      var size: Size
    }

    static func message(for event: InputEvent, in state: State) -> InputEvent? { event }

    static func update(_ state: inout State, with event: InputEvent) -> [Never] {
      switch event {
      case .key(.right): state.place.x += 1
      case .key(.down): state.place.y += 1
      case .resize(let size): state.size = size
      default: break
      }
      return []
    }

    static func draw(_ state: State, into frame: inout Frame) {
      for y in 0..<frame.size.height {
        let ground = Style(background: Color(index: UInt8(16 + y)))
        for x in 0..<frame.size.width { frame[x, y] = .space(ground) }
      }
      frame[state.place] = Cell("▀", style: Style(foreground: .yellow, attributes: .bold))
      frame.cursor = state.place
    }

    static func endReason(_ state: State) -> EndReason? { nil }
  }

  @Test func `the last screen of the recording is the last screen`() throws {
    let lines = Mutex<[String]>([])
    let size = Size(width: 12, height: 6)
    let recorder = Recorder(size: size, timestamp: 1) { line in
      lines.withLock { $0.append(line) }
    }
    let keys: [InputEvent] = [.key(.right), .key(.down), .key(.down)]
    let events = keys + [.resize(Size(width: 9, height: 5))] + keys
    var screen = RecordingScreen(MemoryScreen(size: size, events: events), recorder: recorder)
    _ = run(Square.self, from: Square.State(size: size), on: &screen, mailbox: Mailbox()) { _ in }
    var emulator = Emulator(size)
    var times: [Double] = []
    for line in lines.withLock({ $0 }).dropFirst() {
      let event = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
      times.append(try #require(event[0] as? Double))
      let data = try #require(event[2] as? String)
      switch event[1] as? String {
      case "o": emulator.write(data)
      case "r": emulator.resize(to: Size(width: 9, height: 5))
      default: Issue.record("what is \(line)")
      }
    }
    let frames = screen.base.frames
    let last = try #require(frames.last)
    #expect(last.size == Size(width: 9, height: 5))
    #expect(emulator.differences(from: last) == [])
    #expect(emulator.unknown == [])
    #expect(times == times.sorted())
    #expect(times.last ?? 0 > 0)
  }
}
