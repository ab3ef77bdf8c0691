import Terminal
import Theming

/// One line of a panel: pieces of text in the order of reading, each in its role.
struct TextLine: Hashable, Sendable {
  struct Span: Hashable, Sendable {
    let text: String
    let role: Role
  }

  private(set) var spans: [Span] = []

  init(_ text: String = "", _ role: Role = .text) {
    spans = [Span(text: text, role: role)]
  }

  /// All its text.
  var text: String { spans.map(\.text).joined() }

  /// The columns of all its text.
  var width: Int { spans.reduce(0) { $0 + TextWidth.columns(of: $1.text) } }

  /// The line with a piece more.
  func adding(_ text: String, _ role: Role = .text) -> TextLine {
    var line = self
    line.spans.append(Span(text: text, role: role))
    return line
  }

  /// The line with a piece at the right edge of a width, or right behind where there is no room.
  func filling(_ width: Int, with text: String, _ role: Role = .text) -> TextLine {
    let blanks = max(1, width - self.width - TextWidth.columns(of: text))
    return adding(String(repeating: " ", count: blanks)).adding(text, role)
  }

  /// Text in as many lines as it takes, broken at blanks where there are any.
  static func wrapped(_ text: String, _ role: Role = .text, to width: Int) -> [TextLine] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var word = String(word)
      if !line.isEmpty, TextWidth.columns(of: line) + 1 + TextWidth.columns(of: word) > width {
        lines.append(line)
        line = ""
      }
      while TextWidth.columns(of: word) > width {
        let piece = String(word.prefix(width))
        lines.append(piece)
        word = String(word.dropFirst(width))
      }
      line += line.isEmpty ? word : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { TextLine($0, role) }
  }
}
