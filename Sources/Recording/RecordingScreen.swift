public import Terminal

/// A screen whose frames are also written down.
public struct RecordingScreen<Base: Screen & ~Copyable>: ~Copyable, Screen {
  /// The screen itself.
  public var base: Base
  private let recorder: Recorder?

  /// Records what `base` shows; without a recorder it is the screen itself and nothing more.
  public init(_ base: consuming Base, recorder: Recorder?) {
    self.base = base
    self.recorder = recorder
  }

  /// The size of the screen.
  public var size: Size { base.size }
  /// The colours of the screen.
  public var colorCount: Int { base.colorCount }
  /// The clock of the screen.
  public var time: Duration { base.time }

  /// Shows the frame and writes it down.
  public mutating func present(_ frame: Frame) {
    base.present(frame)
    recorder?.show(frame, at: base.time)
  }

  /// The events of the screen.
  public mutating func nextEvent(timeout: Duration?) -> InputEvent? {
    base.nextEvent(timeout: timeout)
  }

  /// Has the screen watch a descriptor.
  public mutating func watch(_ descriptor: Int32) { base.watch(descriptor) }
}
