/// One word of a line, with its quotes taken off and its place kept.
///
///     add pods 3 app="web shop"   # comment
///     ~~~ ~~~~ ~ ~~~~~~~~~~~~~~             four words
///                ~~~ ~~~~~~~~               the last one is key=value
struct Word: Hashable {
  /// The word without quotes and escapes; of `key=value`, all of it.
  let text: String
  /// Where it begins, counted in characters from 1.
  let column: Int
  /// The part before the equals sign, of a word that has one and begins with a letter, unquoted.
  var key: String?
  /// The part after the equals sign; the whole text where there is no key.
  var value: String
  /// Where the value begins.
  var valueColumn: Int
}

extension Word {
  /// The same word where an equals sign has no meaning of its own.
  var whole: Word {
    Word(text: text, column: column, value: text, valueColumn: column)
  }

  /// Whether `scalar` may stand nowhere in a line: it does nothing visible, or it does harm.
  ///
  /// Apart from control characters these are the marks that reorder or hide what one reads.
  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// Whether names are made of such scalars: `[A-Za-z0-9._/-]`.
  static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "/", "-": true
    default: false
    }
  }

  /// `scalar` spelt out, such as `U+001B`.
  static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// `text` in quotes, with whatever would end or break them escaped.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// `text` as a word: bare where that reads back as the same, else in quotes.
  static func bareOrQuoted(_ text: String) -> String {
    let isBare = text.unicodeScalars.allSatisfy {
      0x21...0x7E ~= $0.value && $0 != "\"" && $0 != "\\" && $0 != "#" && $0 != "="
    }
    return isBare && !text.isEmpty ? text : quoted(text)
  }
}
