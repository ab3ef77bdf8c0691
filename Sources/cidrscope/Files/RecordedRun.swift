import Explorer
import Foundation
import Recording
import Simulation
import Synchronization
import Terminal

/// Scripts played in the explorer on a screen that nobody looks at, as an asciicast.
///
/// The clock is the script's own, so the same script gives the same bytes: each command is seen in
/// the line where it would be typed, and half a beat later it has happened.
struct RecordedRun {
  private let scripts: [Script]
  private let size: Size
  private let beat: Duration

  init(_ scripts: [Script], size: MapCommand.Size, pace: Double) {
    self.scripts = scripts
    self.size = Size(width: size.columns, height: size.rows)
    beat = .seconds(1) / pace
  }

  /// The last picture stays for so long.
  private static let rest = Duration.seconds(2)

  /// Plays everything and writes the recording; it is there whole or not at all.
  func write(to path: String) throws {
    try CastFile.check(path)
    let lines = Mutex<[String]>([])
    let title = scripts.map(\.file).joined(separator: " ")
    // A time of its own would make every recording another file (reproducible-builds.org).
    let stamp = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { Int($0) }
    let recorder = Recorder(size: size, timestamp: stamp ?? 0, title: title) { line in
      lines.withLock { $0.append(line) }
    }
    play(to: recorder)
    let text = lines.withLock { $0.joined(separator: "\n") } + "\n"
    try OutputFile.write(Array(text.utf8), to: path)
  }

  private func play(to recorder: Recorder) {
    var state = ExplorerApp.State(session: Session(), size: size)
    var now = Duration.zero
    show(state, on: recorder, at: now)
    now += beat
    for script in scripts {
      for line in script.lines {
        take(.took(.command), &state)
        take(.pasted(line.text), &state)
        show(state, on: recorder, at: now)
        now += beat / 2
        recorder.mark(line.text)
        take(.commanded(line.command), &state)
        show(state, on: recorder, at: now)
        now += beat - beat / 2
      }
    }
    recorder.end(at: now + Self.rest)
  }

  /// What is done outside is done at once.
  private func take(_ message: ExplorerApp.Message, _ state: inout ExplorerApp.State) {
    for effect in ExplorerApp.update(&state, with: message) {
      guard case .work(let work) = effect else { continue }
      take(.finished(WorkResult(id: work.id, answer: work.run { _ in true })), &state)
    }
  }

  private func show(_ state: ExplorerApp.State, on recorder: Recorder, at time: Duration) {
    var frame = Frame(size: size)
    ExplorerApp.draw(state, into: &frame)
    recorder.show(frame, at: time)
  }
}
