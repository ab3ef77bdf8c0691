/// Words broken into lines of a width, with what is typed or pressed told apart from the rest.
///
/// Paragraphs are parted by empty lines; inside one the breaks of the file mean nothing, but before
/// `- `, which begins a point of a list. What stands between backticks is code.
public struct Prose: Hashable, Sendable {
  /// A line in spans.
  public struct Line: Hashable, Sendable {
    /// What the line holds, from left to right.
    public fileprivate(set) var spans: [Span] = []

    /// The line without its kinds.
    public var text: String { spans.map(\.text).joined() }
  }

  /// Words of one kind.
  public struct Span: Hashable, Sendable {
    /// The words.
    public fileprivate(set) var text: String
    /// Whether they are a command, a key, an address or what a system says.
    public let isCode: Bool
  }

  /// The lines, an empty one between paragraphs.
  public private(set) var lines: [Line] = []

  /// Breaks a text into lines of at most `width` characters; what is longer is cut.
  public init(_ text: String, width: Int) {
    let width = max(8, width)
    for (index, paragraph) in Self.paragraphs(of: text).enumerated() {
      if index > 0, !paragraph.isPoint { lines.append(Line()) }
      add(paragraph, width: width)
    }
  }

  private struct Paragraph {
    var text: String
    /// Whether it is a point of a list, which stands close to the line before.
    var isPoint: Bool
  }

  private static func paragraphs(of text: String) -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    var isNew = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.drop { $0 == " " }
      if words.isEmpty {
        isNew = true
      } else if words.hasPrefix("- ") {
        paragraphs.append(Paragraph(text: String(words), isPoint: !paragraphs.isEmpty))
        isNew = false
      } else if isNew {
        paragraphs.append(Paragraph(text: String(words), isPoint: false))
        isNew = false
      } else {
        paragraphs[paragraphs.count - 1].text += " " + words
      }
    }
    return paragraphs
  }

  private mutating func add(_ paragraph: Paragraph, width: Int) {
    let indent = paragraph.text.hasPrefix("- ") ? "  " : ""
    var line = Line()
    var column = 0
    for word in Self.words(of: paragraph.text) {
      for piece in Self.pieces(of: word, width: width - indent.count) {
        let length = piece.reduce(0) { $0 + $1.text.count }
        if column > 0, column + 1 + length > width {
          lines.append(line)
          line = Line()
          column = 0
        }
        if column > 0 {
          // The blank inside a command belongs to it.
          let isInside = line.spans.last?.isCode == true && piece.first?.isCode == true
          line.append(Span(text: " ", isCode: isInside))
          column += 1
        } else if !indent.isEmpty, !word.isEmpty, !lines.isEmpty, line.spans.isEmpty,
          word.first?.text != "-"
        {
          line.append(Span(text: indent, isCode: false))
          column += indent.count
        }
        for span in piece { line.append(span) }
        column += length
      }
    }
    lines.append(line)
  }

  /// Words in spans: backticks begin and end code, and may do so inside a word.
  private static func words(of text: String) -> [[Span]] {
    var words: [[Span]] = []
    var word: [Span] = []
    var isCode = false
    for character in text {
      if character == "`" {
        isCode.toggle()
      } else if character == " " {
        if !word.isEmpty { words.append(word) }
        word = []
      } else if word.last?.isCode == isCode {
        word[word.count - 1].text.append(character)
      } else {
        word.append(Span(text: String(character), isCode: isCode))
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// A word, cut where it is wider than a line.
  private static func pieces(of word: [Span], width: Int) -> [[Span]] {
    guard word.reduce(0, { $0 + $1.text.count }) > width else { return [word] }
    var pieces: [[Span]] = []
    for span in word {
      var rest = span.text[...]
      while !rest.isEmpty {
        pieces.append([Span(text: String(rest.prefix(width)), isCode: span.isCode)])
        rest = rest.dropFirst(width)
      }
    }
    return pieces
  }
}

extension Prose.Line {
  fileprivate mutating func append(_ span: Prose.Span) {
    if let last = spans.last, last.isCode == span.isCode {
      spans[spans.count - 1].text += span.text
    } else {
      spans.append(span)
    }
  }
}
