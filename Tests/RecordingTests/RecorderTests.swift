import Recording
import Synchronization
import Terminal
import Testing

/// The lines of a recording.
@Suite struct RecorderTests {
  @Test func `a header, then output, markers and sizes with their times`() {
    let lines = Mutex<[String]>([])
    let recorder = Recorder(
      size: Size(width: 3, height: 1), timestamp: 7, title: "a \"b\""
    ) { line in lines.withLock { $0.append(line) } }
    var frame = Frame(size: Size(width: 3, height: 1))
    frame[0, 0] = Cell("x", style: .plain)
    recorder.show(frame, at: .seconds(5))
    recorder.mark("add nodes 3")
    frame[1, 0] = Cell("\\", style: .plain)
    recorder.show(frame, at: .milliseconds(5250))
    recorder.show(Frame(size: Size(width: 4, height: 2)), at: .seconds(6))
    recorder.end(at: .seconds(8))
    #expect(
      lines.withLock { $0 } == [
        #"{"version": 2, "width": 3, "height": 1, "timestamp": 7, "title": "a \"b\"", "#
          + #""env": {"TERM": "xterm-256color"}}"#,
        #"[0.000000, "o", "\u001b[?25l\u001b[0m\u001b[2J\u001b[H\u001b[1;1Hx"]"#,
        #"[0.250000, "m", "add nodes 3"]"#, #"[0.250000, "o", "\\"]"#,
        #"[1.000000, "r", "4x2"]"#, #"[1.000000, "o", "\u001b[?25l\u001b[0m\u001b[2J\u001b[H"]"#,
        #"[3.000000, "o", "\u001b[0m"]"#,
      ])
  }
}
