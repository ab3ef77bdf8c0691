import Allocation
import Simulation
import Terminal
import Theming

extension WhyPanel {
  /// Verdict, occasions, and each decision with its rule, its candidates and its state.
  func explanation(width: Int, isUnicode: Bool = true) -> [TextLine] {
    guard let reason else { return [TextLine("looking through the history", .dim)] }
    let sign = reason.isRefusal ? "! " : ""
    var lines = Self.hanging(
      sign, reason.isRefusal ? .error : .strong, reason.verdict, .strong, to: width)
    for occasion in reason.occasions {
      lines += Self.hanging(
        occasion.what + "  ", .dim, "\(occasion.line)  (at \(occasion.place))", .text, to: width)
    }
    for part in reason.parts {
      lines.append(TextLine())
      lines.append(TextLine(part.heading.firstUppercased, .popupTitle))
      lines += Self.lines(of: part.explanation, width: width, isUnicode: isUnicode)
    }
    return lines
  }

  private static func lines(
    of explanation: Explanation, width: Int, isUnicode: Bool
  ) -> [TextLine] {
    // Narrow panels have no room for a column of labels.
    let margin = width >= 56 ? labelWidth : 0
    let room = width - margin
    var rule: [TextLine] = []
    for (index, sentence) in explanation.rule.enumerated() {
      let isSource = index > 0 && index == explanation.rule.count - 1
      rule += TextLine.wrapped(sentence, isSource ? .dim : .text, to: room)
    }
    var looks: [TextLine] = []
    let column = min(
      explanation.candidates.map { TextWidth.columns(of: $0.what) }.max() ?? 0, room / 2)
    for candidate in explanation.candidates {
      let mark = candidate.isTaken ? (isUnicode ? "→ " : "> ") : "  "
      let name = padded(candidate.what, to: column)
      looks += hanging(
        mark + name, candidate.isTaken ? .strong : .text, candidate.found,
        candidate.isTaken ? .strong : .text, to: room)
    }
    if explanation.omitted > 0 {
      looks.append(TextLine("  and \(explanation.omitted) more", .dim))
    }
    var state: [TextLine] = []
    let keys = min(explanation.state.map { TextWidth.columns(of: $0.key) }.max() ?? 0, room / 3)
    for detail in explanation.state {
      state += hanging("  " + padded(detail.key, to: keys), .dim, detail.text, .text, to: room)
    }
    return labelled("rule", rule, margin) + labelled("looked at", looks, margin)
      + labelled("state", state, margin)
  }

  private static let labelWidth = 11

  /// Lines behind a label in the margin; what is indented by itself needs no more of it.
  private static func labelled(_ label: String, _ lines: [TextLine], _ margin: Int) -> [TextLine] {
    guard margin > 0 else { return lines }
    return lines.enumerated().map { row, line in
      let head = row == 0 ? label : ""
      let blanks = String(repeating: " ", count: max(0, margin - head.count))
      return line.spans.reduce(TextLine(head + blanks, .dim)) { $0.adding($1.text, $1.role) }
    }
  }

  /// A word in a column, with two blanks behind it.
  private static func padded(_ text: String, to width: Int) -> String {
    let text = TextWidth.shortened(text, to: width)
    return text + String(repeating: " ", count: max(0, width - TextWidth.columns(of: text)) + 2)
  }

  /// The fixes, one a line; the selected one whole, with the command that tries it.
  func fixLines(width: Int, isUnicode: Bool) -> [TextLine] {
    guard let reason, reason.isRefusal else { return [] }
    if fixes.isEmpty {
      let text =
        isSearching
        ? "trying what would have avoided it"
        : "no small change was found that would have avoided it"
      return [TextLine(text, .dim)]
    }
    var lines: [TextLine] = []
    for (index, fix) in fixes.enumerated() {
      let isSelected = index == selected
      let mark = isSelected ? (isUnicode ? "▸" : ">") : " "
      let number = TextLine(mark, .strong).adding("\(index + 1)", .key).adding(" ")
      let room = max(1, width - 3)
      if isSelected {
        let text = TextLine.wrapped(fix.sentence, .strong, to: room)
        let command = TextLine.wrapped(
          fix.trial(fork: "fix-\(index + 1)").description, .dim, to: room)
        for (row, line) in (text + command).enumerated() {
          let head = row == 0 ? number : TextLine("   ")
          lines.append(line.spans.reduce(head) { $0.adding($1.text, $1.role) })
        }
      } else {
        lines.append(number.adding(TextWidth.shortened(fix.sentence, to: room)))
      }
    }
    return lines
  }

  /// A text behind a word, its further lines below its own beginning.
  private static func hanging(
    _ head: String, _ headRole: Role, _ text: String, _ role: Role, to width: Int
  ) -> [TextLine] {
    let indent = TextWidth.columns(of: head)
    guard width - indent >= 12 else {
      return [TextLine(head, headRole)] + TextLine.wrapped(text, role, to: width)
    }
    let blanks = String(repeating: " ", count: indent)
    let lines = TextLine.wrapped(text, role, to: width - indent)
    guard !lines.isEmpty else { return [TextLine(head, headRole)] }
    return lines.enumerated().map { row, line in
      line.spans.reduce(TextLine(row == 0 ? head : blanks, headRole)) {
        $0.adding($1.text, $1.role)
      }
    }
  }
}

extension String {
  /// The text with a capital at its beginning, as a heading.
  fileprivate var firstUppercased: String { prefix(1).uppercased() + dropFirst() }
}
