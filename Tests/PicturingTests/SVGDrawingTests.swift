import Cartography
import Foundation
import Testing

@testable import Picturing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `An SVG drawing` {
  private static let hostile = "</text><script>alert('&\"')</script>\u{1B}[31m\u{0}\u{FFFE}"

  private static func drawing() -> SVGDrawing {
    var drawing = SVGDrawing(width: 40, height: 30, RGB(grey: 255), title: hostile)
    drawing.text(hostile, at: PixelPoint(x: 1, y: 2), scale: 1, RGB(grey: 0), isBold: true)
    drawing.hatch(
      PixelRect(x: 0, y: 0, width: 9, height: 9), RGB(red: 1, green: 2, blue: 3), width: 2)
    drawing.mosaic([
      (PixelRect(x: 0, y: 0, width: 3, height: 1), RGB(grey: 9)),
      (PixelRect(x: 3, y: 0, width: 1, height: 1), RGB(grey: 10)),
      (PixelRect(x: 0, y: 1, width: 2, height: 1), RGB(grey: 9)),
    ])
    return drawing
  }

  @Test func `is well-formed whatever names say`() {
    let parser = XMLParser(data: Data(Self.drawing().text.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
  }

  @Test func `shows hostile names as the text they are`() {
    let text = Self.drawing().text
    #expect(!text.contains("<script"))
    #expect(text.contains("&lt;script&gt;alert(&#39;&amp;&quot;&#39;)"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func `puts the tiles of a colour into one path`() {
    let text = Self.drawing().text
    #expect(text.contains("<path fill=\"#090909\" d=\"M0 0h3v1h-3zM0 1h2v1h-2z\"/>"))
    #expect(text.contains("<path fill=\"#0a0a0a\" d=\"M3 0h1v1h-1z\"/>"))
  }

  @Test func `holds text to the cells of the bitmap font`() {
    var drawing = SVGDrawing(width: 40, height: 30, RGB(grey: 255), title: "t")
    drawing.text("abc", at: PixelPoint(x: 4, y: 5), scale: 2, RGB(grey: 0), isBold: false)
    #expect(
      drawing.text.contains(
        "<text x=\"4\" y=\"21\" font-size=\"20\" textLength=\"36\" "
          + "lengthAdjust=\"spacingAndGlyphs\" fill=\"#000000\">abc</text>"))
  }
}
