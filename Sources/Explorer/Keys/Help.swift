import Allocation
import Theming

/// The help as it follows from the table of keys.
enum Help {
  /// A chapter for each group of actions, a line for each action.
  static func passages(_ keymap: Keymap) -> [Passage] {
    let column = min(keymap.entries.map { $0.keyText.count }.max() ?? 0, 18) + 4
    return Action.Group.allCases.flatMap { group -> [Passage] in
      let entries = keymap.entries.filter { $0.action.group == group }
      guard !entries.isEmpty else { return [] }
      return [.title(group.rawValue)]
        + entries.map { entry in
          .entry(
            TextLine("  ").adding(entry.keyText, .key), TextLine(entry.summary), column: column)
        } + [.gap]
    }
  }

  /// The chapter on the mode of the plan that is shown, with its options as they stand.
  static func passages(on mode: (any IPAMMode)?) -> [Passage] {
    guard let mode else { return [] }
    let about = mode.about
    func text(_ words: String) -> Passage { .text(TextLine("  " + words), indent: 2) }
    var passages: [Passage] = [
      .title("The mode of this plan"), text("\(about.name): \(about.summary)"),
      text(about.details.replacing("\n", with: " ")), text("Models \(about.models)."),
      text("Left out: " + about.leftOut.replacing("\n", with: " ")),
    ]
    let column = (about.options.map(\.key.count).max() ?? 0) + 4
    for option in about.options {
      let standard = option.standard.isEmpty ? "none" : option.standard
      let value = mode.options.first { $0.key == option.key }?.value
      let shown =
        value.map { $0 == option.standard ? standard : "\($0), default \(standard)" } ?? standard
      passages.append(
        .entry(
          TextLine("  ").adding(option.key, .key), TextLine("\(option.meaning) (\(shown))"),
          column: column))
    }
    return passages + [.gap]
  }

  /// What holds whatever the keys are.
  static let notes: [Passage] =
    [.title("Good to know")]
    + [
      "Alt and digits before a key repeat it: Alt-5 N adds five nodes, Alt-8 l moves eight to the "
        + "right.",
      "One step of zoom is two address bits; a pixel and its prefix are in the frame.",
      "F marks a block without a free address, whatever the aggregate shows.",
      "A block's first address is drawn first along the curve; e walks along it.",
    ].map(note) + [.gap, .title("The mouse")]
    + [
      "A click moves the cursor, takes a line of a list, or a key in the last line.",
      "A click on an entry of the legend, on a number beside the map or in the first line says what "
        + "it is, with its value of this moment.",
      "Two clicks open; the wheel zooms about the pointer, and scrolls lists and texts, and the keys "
        + "in the last line.",
      "Dragging takes the map along; with the right button, or with Shift, it selects.",
      "Most terminals keep Shift to select text with; --no-mouse leaves them all of it.",
      "In tmux it takes `set -g mouse on`; a drag then ends at the edge of the pane.",
    ].map(note) + [.gap]

  private static func note(_ text: String) -> Passage { .text(TextLine("  " + text), indent: 2) }
}
