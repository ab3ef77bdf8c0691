import Cartography
import Terminal
import Theming

/// A frame under the brush, with the colours to paint it in.
struct Painter {
  var frame: Frame
  let look: Look
  let palette: Palette
  let glyphs: any GlyphSet

  /// A frame of the ground that all text stands on.
  init(size: Size, look: Look) {
    self.look = look
    palette = look.palette
    glyphs = look.glyphs
    frame = Frame(size: size, filledWith: .space(palette.style(for: .text)))
  }

  func style(_ role: Role) -> Style { palette.style(for: role) }

  /// A role's style where the ground is another role's.
  ///
  /// A role with a ground of its own keeps it. A colour made for a dark ground is not put on a light
  /// one: there the ground's own text stays, and the role's attributes say that it is special.
  func style(_ role: Role, on ground: Role) -> Style {
    let own = style(role)
    let under = style(ground)
    let plain = style(.text)
    guard role != ground else { return own }
    if own.background != plain.background { return own }
    let isAlike =
      under.background == plain.background
      || (Self.isDark(under.background) ?? isDarkTheme)
        == (Self.isDark(plain.background) ?? isDarkTheme)
    let reverse = under.attributes.intersection(.reverse)
    guard isAlike, reverse.isEmpty else { return under.adding(own.attributes) }
    return own.on(under.background)
  }

  private var isDarkTheme: Bool { look.theme.appearance == .dark }

  /// Whether a colour of the palette is dark; nil for the terminal's own, which nobody knows.
  private static func isDark(_ color: Color) -> Bool? {
    switch color.index.map(Int.init) ?? 16 {
    // The user's own colours: bright ones are light, and so is white.
    case 0...6, 8: return true
    case 7, 9...15: return false
    default:
      guard let (red, green, blue) = color.components else { return nil }
      // Green counts most for how light a colour looks, blue least.
      return 3 * red + 6 * green + blue < 1275
    }
  }

  /// Writes text, at most `width` columns of it, and returns how many it took.
  @discardableResult
  mutating func write(
    _ text: String, x: Int, y: Int, _ role: Role = .text, width: Int? = nil
  ) -> Int {
    frame.write(text, at: Point(x: x, y: y), style: style(role), width: width)
  }

  /// Writes the pieces of a line, the last one shortened where they do not fit.
  mutating func write(
    _ line: TextLine, x: Int, y: Int, width: Int, skipping skipped: Int = 0, on ground: Role? = nil
  ) {
    var column = 0
    for span in line.spans {
      let look = ground.map { style(span.role, on: $0) } ?? style(span.role)
      var text = span.text
      if column < skipped {
        let cut = skipped - column
        let all = TextWidth.columns(of: text)
        column += min(all, cut)
        text = String(text.unicodeScalars.dropFirst(cut).map(Character.init))
      }
      let room = width - (column - skipped)
      guard room > 0 else { return }
      column += frame.write(
        TextWidth.shortened(text, to: room), at: Point(x: x + column - skipped, y: y),
        style: look, width: room)
    }
  }

  /// Writes lines below each other as far as the rectangle goes.
  mutating func write(_ lines: [TextLine], in rect: Rect) {
    for (row, line) in zip(rect.rows, lines) {
      write(line, x: rect.x, y: row, width: rect.width)
    }
  }

  mutating func fill(_ rect: Rect, _ role: Role) {
    frame.fill(rect, with: .space(style(role)))
  }

  /// A frame with titles in its upper edge, one at each end.
  mutating func box(_ rect: Rect, title: TextLine, right: String = "", isFocused: Bool = false) {
    let border = style(isFocused ? .borderFocused : .border)
    frame.drawBox(rect, border: look.border, style: border)
    writeTitle(title, right: right, in: rect, y: rect.y)
  }

  /// A line across a box, with a title, that begins its next part.
  mutating func divide(_ rect: Rect, y: Int, title: TextLine, right: String = "") {
    let border = style(.border)
    for x in rect.columns {
      frame[x, y] = Cell(look.border.horizontal, style: border)
    }
    frame[rect.x, y] = Cell(look.isUnicode ? "├" : "+", style: border)
    frame[rect.columns.upperBound - 1, y] = Cell(look.isUnicode ? "┤" : "+", style: border)
    writeTitle(title, right: right, in: rect, y: y)
  }

  private mutating func writeTitle(_ title: TextLine, right: String, in rect: Rect, y: Int) {
    let room = rect.width - 4
    let tail = TextWidth.columns(of: right)
    let fitsBoth = tail > 0 && title.width + tail + 3 <= room
    if fitsBoth {
      write(" \(right) ", x: rect.columns.upperBound - tail - 3, y: y, .dim)
    }
    let own = min(title.width, room)
    guard own > 0 else { return }
    write(" ", x: rect.x + 1, y: y)
    write(title, x: rect.x + 2, y: y, width: room)
    write(" ", x: rect.x + 2 + own, y: y)
  }
}
