public import Cartography

/// A page as an SVG file, written by hand: rectangles, stripes as patterns, words.
///
/// Words are in a monospaced font whose letters are held to 6 x 10 cells, so that they stand where
/// the bitmap font puts them.
public struct SVGDrawing: Sendable {
  /// Pixels from left to right.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int
  private let title: String
  private var body = ""
  private var patterns: [Stripe] = []

  private struct Stripe: Hashable {
    let color: RGB
    let width: Int
  }

  /// Begins a page of one colour; `title` is what a reader of the file is told it shows.
  public init(width: Int, height: Int, _ color: RGB, title: String) {
    self.width = width
    self.height = height
    self.title = title
    fill(PixelRect(x: 0, y: 0, width: width, height: height), color)
  }

  /// The whole file.
  public var text: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img" shape-rendering="crispEdges" \
      font-family="ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace" xml:space="preserve">
      <title>\(Self.escaped(title))</title>

      """
    if !patterns.isEmpty { text += "<defs>\n" }
    for (index, stripe) in patterns.enumerated() {
      let (w, side) = (stripe.width, 2 * stripe.width)
      // In a tile of 2w x 2w the stripe comes in at the top left and leaves at the other corners.
      text += """
        <pattern id="h\(index)" width="\(side)" height="\(side)" patternUnits="userSpaceOnUse">\
        <path d="M0 0H\(w)L0 \(w)ZM\(side) 0V\(w)L\(w) \(side)H0Z" fill="\(stripe.color.hex)"/>\
        </pattern>

        """
    }
    if !patterns.isEmpty { text += "</defs>\n" }
    return text + body + "</svg>\n"
  }

  /// Text as XML holds it: no markup, and no character that XML 1.0 forbids (section 2.2).
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default:
        let isForbidden =
          scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
          || (0xFFFE...0xFFFF).contains(scalar.value)
        if isForbidden { result += "?" } else { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }
}

extension SVGDrawing: Easel {
  /// Adds a rectangle.
  public mutating func fill(_ rect: PixelRect, _ color: RGB) {
    guard !rect.isEmpty else { return }
    body +=
      "<rect x=\"\(rect.x)\" y=\"\(rect.y)\" width=\"\(rect.width)\" "
      + "height=\"\(rect.height)\" fill=\"\(color.hex)\"/>\n"
  }

  /// Adds a rectangle filled with a pattern of stripes.
  public mutating func hatch(_ rect: PixelRect, _ color: RGB, width stripe: Int) {
    guard !rect.isEmpty, stripe > 0 else { return }
    let kind = Stripe(color: color, width: stripe)
    let index: Int
    if let known = patterns.firstIndex(of: kind) {
      index = known
    } else {
      index = patterns.count
      patterns.append(kind)
    }
    body +=
      "<rect x=\"\(rect.x)\" y=\"\(rect.y)\" width=\"\(rect.width)\" "
      + "height=\"\(rect.height)\" fill=\"url(#h\(index))\"/>\n"
  }

  /// Adds a line of text, held to the width that the layout gave it.
  public mutating func text(
    _ text: String, at place: PixelPoint, scale: Int, _ color: RGB, isBold: Bool
  ) {
    let count = BitmapFont.ascii(text).count
    guard count > 0, scale > 0 else { return }
    body +=
      "<text x=\"\(place.x)\" y=\"\(place.y + BitmapFont.ascent * scale)\" "
      + "font-size=\"\(BitmapFont.height * scale)\""
      + (isBold ? " font-weight=\"bold\"" : "")
      + " textLength=\"\(count * BitmapFont.width * scale)\" lengthAdjust=\"spacingAndGlyphs\""
      + " fill=\"\(color.hex)\">\(Self.escaped(text))</text>\n"
  }

  /// Adds one path a colour: a file is small when rectangles of one colour share what they have.
  public mutating func mosaic(_ tiles: [(PixelRect, RGB)]) {
    var order: [RGB] = []
    var paths: [RGB: String] = [:]
    for (rect, color) in tiles where !rect.isEmpty {
      if paths[color] == nil { order.append(color) }
      paths[color, default: ""] +=
        "M\(rect.x) \(rect.y)h\(rect.width)v\(rect.height)h-\(rect.width)z"
    }
    for color in order {
      body += "<path fill=\"\(color.hex)\" d=\"\(paths[color] ?? "")\"/>\n"
    }
  }
}
