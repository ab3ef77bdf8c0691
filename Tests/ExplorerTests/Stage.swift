import Explorer
import Lessons
import Simulation
import Terminal
import Theming

/// A running explorer without a terminal: keys go in, frames come out.
struct Stage {
  var state: ExplorerApp.State
  private(set) var effects: [ExplorerApp.Effect] = []
  /// Milliseconds on the screen's clock, for clicks that must not run together.
  var clock = 0

  /// The demonstration, or the cluster that the lines of a script make.
  init(
    _ size: Size = Size(width: 100, height: 30), script: [String]? = nil,
    depth: ColorDepth = .colors256, isUnicode: Bool = true, lesson: String? = nil
  ) throws {
    var session = script == nil && lesson == nil ? Demonstration.session() : Session()
    for line in script ?? [] { _ = session.execute(try Command(parsing: line)) }
    state = ExplorerApp.State(
      session: session, size: size, look: Look(depth: depth, isUnicode: isUnicode))
    if let lesson { state.open(Classroom(Lesson.all), at: Lesson.named(lesson)) }
  }

  /// Presses keys written one after the other.
  mutating func press(_ notation: String) throws {
    for key in try Key.sequence(notation) { send(.key(key)) }
  }

  mutating func send(_ event: InputEvent) {
    guard let message = ExplorerApp.message(for: event, in: state) else { return }
    take(message)
  }

  /// Long works are done at once, unless a test holds them back.
  var holdsWorks = false
  private(set) var heldWorks: [Work] = []

  mutating func take(_ message: ExplorerApp.Message) {
    for effect in ExplorerApp.update(&state, with: message) {
      effects.append(effect)
      guard case .work(let work) = effect else { continue }
      if holdsWorks {
        heldWorks.append(work)
      } else {
        take(.finished(WorkResult(id: work.id, answer: work.run { _ in true })))
      }
    }
  }

  var frame: Frame {
    var frame = Frame(size: state.size)
    ExplorerApp.draw(state, into: &frame)
    return frame
  }

  var text: String { frame.text }

  /// The frame without the lines that count the commands of the history.
  var picture: [String] {
    frame.text.split(separator: "\n", omittingEmptySubsequences: false)
      .dropFirst().map(String.init)
      .filter { !$0.hasPrefix(" timeline ├") && !$0.hasPrefix(" ├") }
  }
}
