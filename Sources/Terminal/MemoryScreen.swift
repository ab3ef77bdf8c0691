/// A screen for tests: its events are written down beforehand, its frames are kept.
///
/// Its clock stands still but where the script is quiet; there it jumps by the time waited for.
/// So a run on it is a function of its script, and ends with `.hangUp` when the script does.
public struct MemoryScreen: ~Copyable, Screen {
  /// One entry of a script.
  public enum Step: Hashable, Sendable {
    case event(InputEvent)
    /// Nothing comes for as long as the program cares to wait; skipped if it waits for ever.
    case quiet
  }

  /// Follows the `.resize` events of the script.
  public private(set) var size: Size
  /// As many as the test says.
  public let colorCount: Int
  /// The sum of the waits that brought nothing.
  public private(set) var time: Duration = .zero

  /// Every frame that was presented, in order.
  public private(set) var frames: [Frame] = []

  private var script: ArraySlice<Step>

  /// A screen on which exactly this happens.
  public init(size: Size, colorCount: Int = 256, script: [Step]) {
    self.size = size
    self.colorCount = colorCount
    self.script = script[...]
  }

  /// A screen on which one event comes after the other, each after the last one's frame is drawn.
  public init(size: Size, colorCount: Int = 256, events: [InputEvent] = []) {
    self.init(
      size: size, colorCount: colorCount, script: events.flatMap { [.event($0), .quiet] })
  }

  /// The frame that shows at the end.
  public var lastFrame: Frame? { frames.last }

  /// Keeps the frame.
  public mutating func present(_ frame: Frame) {
    frames.append(frame)
  }

  /// The next entry of the script.
  public mutating func nextEvent(timeout: Duration?) -> InputEvent? {
    while let step = script.popFirst() {
      switch step {
      case .event(let event):
        if case .resize(let newSize) = event { size = newSize }
        return event
      case .quiet:
        guard let timeout else { continue }
        time += timeout
        return nil
      }
    }
    return .hangUp
  }

  /// Messages are taken from the mailbox in every round, so nothing needs to be watched.
  public mutating func watch(_ descriptor: Int32) {}
}
