public import Allocation

/// What a mode says of itself, as lines of text: the same in the help, in a pipe and in a table.
public enum ModeText {
  /// Sentence, paragraph, version, what is left out, and the options with their defaults.
  ///
  /// With `values` each option shows how it stands beside its default.
  public static func lines(
    on mode: ModeDescription, values: [ModeOption] = [], width: Int
  ) -> [String] {
    var lines = paragraph("\(mode.name): \(mode.summary)", width: width)
    lines += [""] + paragraph(mode.details, width: width)
    lines += [""] + paragraph("Models \(mode.models).", width: width)
    lines += ["", "Left out:"] + paragraph(mode.leftOut, width: width - 2).map { "  " + $0 }
    guard !mode.options.isEmpty else { return lines }
    lines += ["", values.isEmpty ? "Options, with their defaults:" : "Options, as they stand:"]
    let column = mode.options.map(\.key.count).max() ?? 0
    for option in mode.options {
      let standard = option.standard.isEmpty ? "none" : option.standard
      let value = values.first { $0.key == option.key }?.value
      let shown =
        value.map { $0 == option.standard ? standard : "\($0), default \(standard)" } ?? standard
      let text = paragraph("\(option.meaning) (\(shown))", width: width - column - 4)
      for (index, line) in text.enumerated() {
        let key = index == 0 ? option.key : ""
        lines.append("  \(key)\(String(repeating: " ", count: column - key.count))  \(line)")
      }
    }
    return lines
  }

  /// Each mode with its sentence, the sentences one under the other.
  public static func list(_ modes: [ModeDescription], width: Int) -> [String] {
    let column = modes.map(\.name.count).max() ?? 0
    return modes.flatMap { mode in
      paragraph(mode.summary, width: width - 2 - column).enumerated().map { index, line in
        let head = index == 0 ? mode.name : ""
        return head + String(repeating: " ", count: column - head.count + 2) + line
      }
    }
  }

  /// Words on lines that are no longer than a width; a longer word has a line of its own.
  public static func paragraph(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
