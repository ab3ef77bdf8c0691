import Addressing
import Allocation
import Reporting

extension ModesCommand {
  /// Each preset with its mode, its sentence and where its values stand.
  static var presetList: [String] {
    let width = Presets.names.map(\.count).max() ?? 0
    let indent = String(repeating: " ", count: width + 2)
    var lines = ["", "Presets, for plan NAME preset=PRESET:", ""]
    for preset in Presets.all {
      let head = preset.name + String(repeating: " ", count: width - preset.name.count + 2)
      let texts = [
        "\(preset.summary) Mode \(preset.mode).", "From \(preset.source).",
      ].flatMap { ModeText.paragraph($0, width: 78 - width) }
      for (index, text) in texts.enumerated() {
        lines.append((index == 0 ? head : indent) + text)
      }
    }
    return lines
  }

  /// All that a preset sets, and where it stands.
  static func lines(on preset: Preset) -> [String] {
    let facts: [(key: String, text: String)] = [
      ("mode", preset.mode),
      ("pods", list(preset.pools)),
      ("services", list(preset.services)),
      ("cluster DNS", preset.clusterDNS?.description ?? ""),
      ("options", preset.options.map { "\($0.key)=\($0.value)" }.joined(separator: " ")),
    ]
    var lines = ["\(preset.name): \(preset.summary)", ""]
    for (key, text) in facts where !text.isEmpty {
      lines.append("  " + key + String(repeating: " ", count: 13 - key.count) + text)
    }
    lines += [""] + ModeText.paragraph("From \(preset.source).", width: 80)
    if !preset.assumption.isEmpty {
      lines += [""] + ModeText.paragraph("Assumed: \(preset.assumption).", width: 80)
    }
    return lines
  }

  private static func list(_ prefixes: [IPPrefix]) -> String {
    prefixes.map(\.description).joined(separator: " ")
  }
}
