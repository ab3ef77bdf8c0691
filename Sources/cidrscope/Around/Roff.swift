/// Text in the language of troff, in which dots, backslashes, quotes and dashes have meanings.
enum Roff {
  /// Text as one argument of a macro.
  static func text(_ text: String) -> String {
    let escaped = inline(text)
    // Blanks would part it; an argument that reads as a macro's name would be called as one.
    guard escaped.contains(" ") || isMacro(escaped) || isPunctuation(escaped) else {
      return escaped
    }
    return escaped.contains(" ") ? "\"\(escaped)\"" : "\\&\(escaped)"
  }

  /// Text as lines of their own, one sentence a line, as mdoc(7) wants it.
  static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    var sentence: [Substring] = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      sentence.append(word)
      guard word.hasSuffix(".") else { continue }
      lines.append(line(sentence))
      sentence = []
    }
    return sentence.isEmpty ? lines : lines + [line(sentence)]
  }

  /// Paragraphs, parted by empty lines, each after a break.
  static func paragraphs(_ text: String?) -> [String] {
    guard let text else { return [] }
    var paragraphs: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }
      .flatMap { [".Pp"] + lines($0.joined(separator: "\n")) }
  }

  private static func line(_ words: [Substring]) -> String {
    let text = inline(words.joined(separator: " "))
    // A dot or a quote at the start would make a request of the line.
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }

  /// Characters that troff would take for something else (groff_char(7)).
  private static func inline(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "\"": result += "\\(dq"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default: result += "\\[u\(hexadecimal(scalar))]"
      }
    }
    return result
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Two or three letters, the first a capital, as the macros of mdoc are named.
  private static func isMacro(_ text: String) -> Bool {
    (2...3).contains(text.count) && text.first?.isUppercase == true
      && text.allSatisfy { $0.isLetter && $0.isASCII }
  }

  /// What mdoc sets apart as punctuation when it stands alone.
  private static func isPunctuation(_ text: String) -> Bool {
    ["(", "[", ")", "]", ".", ",", ":", ";", "?", "!", "|"].contains(text)
  }
}
