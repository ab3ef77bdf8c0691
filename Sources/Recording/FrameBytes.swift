public import Terminal

/// Turns frames into the bytes that show them on a terminal: ECMA-48 sequences that every emulator
/// since xterm knows, in 256 colours, only for what differs from the frame before.
///
/// These are not the bytes curses sends: those are for one description of a terminal, and a recording
/// is played on another.
public struct FrameBytes: Sendable {
  private var shown: Frame?
  private var style = Style.plain
  private var text = ""
  /// Where the terminal's cursor is, as far as it is known.
  private var place: Point?

  /// A terminal of which nothing is known.
  public init() {}

  /// The text that turns the frame before into this one; empty if nothing differs.
  public mutating func text(for frame: Frame) -> String {
    text = ""
    let spans: [Frame.Span]
    if let shown, shown.size == frame.size {
      spans = frame.diff(from: shown)
    } else {
      begin()
      spans = frame.diff(from: Frame(size: frame.size))
    }
    if !spans.isEmpty, shown?.cursor != nil { text += "\u{1B}[?25l" }
    for span in spans { draw(span, of: frame) }
    drawCursor(of: frame, hasDrawn: !spans.isEmpty)
    shown = frame
    return text
  }

  /// Hidden cursor, plain style, empty screen: ECMA-48 SGR and ED, DEC private mode 25.
  private mutating func begin() {
    text += "\u{1B}[?25l\u{1B}[0m\u{1B}[2J\u{1B}[H"
    style = .plain
    place = nil
    shown = nil
  }

  private mutating func draw(_ span: Frame.Span, of frame: Frame) {
    var isAt = place == Point(x: span.columns.lowerBound, y: span.row)
    for x in span.columns {
      let cell = frame[x, span.row]
      guard cell.extent != .continuation else { continue }
      if !isAt {
        text += "\u{1B}[\(span.row + 1);\(x + 1)H"
        isAt = true
      }
      change(to: cell.style)
      text.unicodeScalars.append(cell.scalar)
    }
    // After the last column a terminal may be waiting to wrap.
    let end = span.columns.upperBound
    place = end < frame.size.width ? Point(x: end, y: span.row) : nil
  }

  private mutating func drawCursor(of frame: Frame, hasDrawn: Bool) {
    let old = shown?.cursor
    guard let cursor = frame.cursor else {
      if old != nil, !hasDrawn { text += "\u{1B}[?25l" }
      return
    }
    guard hasDrawn || old != cursor else { return }
    text += "\u{1B}[\(cursor.y + 1);\(cursor.x + 1)H\u{1B}[?25h"
    place = cursor
  }

  /// Select Graphic Rendition: all of a style anew wherever it changes.
  private mutating func change(to new: Style) {
    guard new != style else { return }
    style = new
    var codes = ["0"]
    if new.attributes.contains(.bold) { codes.append("1") }
    if new.attributes.contains(.dim) { codes.append("2") }
    if new.attributes.contains(.underline) { codes.append("4") }
    if new.attributes.contains(.reverse) { codes.append("7") }
    if let index = new.foreground.index { codes.append("38;5;\(index)") }
    if new.foreground.rgb != nil, let (red, green, blue) = new.foreground.components {
      codes.append("38;2;\(red);\(green);\(blue)")
    }
    if let index = new.background.index { codes.append("48;5;\(index)") }
    if new.background.rgb != nil, let (red, green, blue) = new.background.components {
      codes.append("48;2;\(red);\(green);\(blue)")
    }
    text += "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}
