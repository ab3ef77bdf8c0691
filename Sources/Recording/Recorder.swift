import Synchronization
public import Terminal

/// Writes down what a screen shows, and when: lines of an asciicast to whoever takes them.
///
/// Markers come from elsewhere than frames do, so they wait for the next frame and bear its time.
public final class Recorder: Sendable {
  private struct Reel {
    var bytes = FrameBytes()
    var size: Size
    var start: Duration?
    var markers: [String] = []
  }

  private let reel: Mutex<Reel>
  private let write: @Sendable (String) -> Void

  /// A recording of a screen, whose lines go to `write`, without line ends.
  public init(
    size: Size, timestamp: Int?, terminal: String = "xterm-256color", title: String? = nil,
    write: @escaping @Sendable (String) -> Void
  ) {
    reel = Mutex(Reel(size: size))
    self.write = write
    write(Cast.header(size: size, timestamp: timestamp, terminal: terminal, title: title))
  }

  /// Marks what the next frame shows.
  public func mark(_ label: String) {
    reel.withLock { $0.markers.append(label) }
  }

  /// Writes down a frame that shows from `time` on.
  public func show(_ frame: Frame, at time: Duration) {
    reel.withLock { reel in
      let start = reel.start ?? time
      reel.start = start
      let now = max(.zero, time - start)
      if frame.size != reel.size {
        reel.size = frame.size
        write(Cast.resize(to: frame.size, at: now))
      }
      for label in reel.markers { write(Cast.marker(label, at: now)) }
      reel.markers = []
      let text = reel.bytes.text(for: frame)
      if !text.isEmpty { write(Cast.output(text, at: now)) }
    }
  }

  /// Ends the recording: the last picture stays until `time`.
  public func end(at time: Duration) {
    reel.withLock { reel in
      let now = max(.zero, time - (reel.start ?? time))
      for label in reel.markers { write(Cast.marker(label, at: now)) }
      reel.markers = []
      // Players stop at the last event; one that shows nothing gives the last picture its time.
      write(Cast.output("\u{1B}[0m", at: now))
    }
  }
}
