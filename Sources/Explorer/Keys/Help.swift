import Allocation
import Reporting
import Theming

/// The help as it follows from the table of keys.
enum Help {
  /// A chapter for each group of actions, a line for each action.
  static func lines(_ keymap: Keymap) -> [TextLine] {
    let width = keymap.entries.map { $0.keyText.count }.max() ?? 0
    var lines: [TextLine] = []
    for group in Action.Group.allCases {
      let entries = keymap.entries.filter { $0.action.group == group }
      guard !entries.isEmpty else { continue }
      if !lines.isEmpty { lines.append(TextLine()) }
      lines.append(TextLine(group.rawValue, .popupTitle))
      for entry in entries {
        let keys = entry.keyText
        let blanks = String(repeating: " ", count: max(0, width - keys.count) + 2)
        lines.append(TextLine("  ").adding(keys, .key).adding(blanks).adding(entry.summary))
      }
    }
    return lines + [TextLine()] + notes
  }

  /// The chapter on the mode of the plan that is shown, with its options as they stand.
  static func lines(on mode: (any IPAMMode)?, width: Int) -> [TextLine] {
    guard let mode else { return [] }
    let text = ModeText.lines(on: mode.about, values: mode.options, width: max(20, width))
    let chapter = TextLine("The mode of this plan", .popupTitle)
    return [TextLine(), chapter] + text.map { TextLine("  " + $0) }
  }

  private static let notes = [
    TextLine("Digits before a key repeat it: 5N adds five nodes, 8l moves eight to the right."),
    TextLine("One step of zoom is two address bits; a pixel and its prefix are in the frame."),
    TextLine("F marks a block without a free address, whatever the aggregate shows."),
    TextLine("A block's first address is drawn first along the curve; e walks along it."),
    TextLine(),
    TextLine("The mouse", .popupTitle),
    TextLine("A click moves the cursor, takes a line of a list, or a key in the last line."),
    TextLine("Two clicks open; the wheel zooms about the pointer, and scrolls lists and texts."),
    TextLine("Dragging takes the map along; with the right button, or with Shift, it selects."),
    TextLine("Most terminals keep Shift to select text with; --no-mouse leaves them all of it."),
    TextLine("In tmux it takes `set -g mouse on`; a drag then ends at the edge of the pane."),
  ]
}
