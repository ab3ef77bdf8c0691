import Allocation
import ArgumentParser
import Reporting

/// `cidrscope modes`: the ways of managing addresses.
struct ModesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "modes", abstract: "Lists the IPAM modes and presets, or explains one.")

  @Argument(help: ArgumentHelp("The mode or preset to explain.", valueName: "mode"))
  var mode: String?

  func run() throws {
    var output = StandardStream.output
    if let mode {
      for line in try Self.lines(on: mode) { output.writeLine(line) }
    } else {
      for line in Self.list + Self.presetList { output.writeLine(line) }
    }
    try output.check()
  }

  /// Each mode with its sentence, the sentences one under the other.
  private static var list: [String] {
    let width = AllModes.names.map(\.count).max() ?? 0
    return AllModes.descriptions.flatMap { mode in
      Paragraph.lines(mode.summary, width: 78 - width).enumerated().map { index, line in
        let head = index == 0 ? mode.name : ""
        return head + String(repeating: " ", count: width - head.count + 2) + line
      }
    }
  }

  private static func lines(on name: String) throws -> [String] {
    if let preset = Presets.named(name) { return lines(on: preset) }
    guard let mode = AllModes.descriptions.first(where: { $0.name == name }) else {
      throw Failure.unreadable(
        "\"\(name.printable)\" is not a mode; the modes are "
          + AllModes.names.joined(separator: ", ") + "; the presets are "
          + Presets.names.joined(separator: ", "))
    }
    var lines = ["\(mode.name): \(mode.summary)", ""]
    lines += Paragraph.lines(mode.details, width: 80)
    lines += ["", "Models " + mode.models + "."]
    lines += ["", "Left out:"] + Paragraph.lines(mode.leftOut, width: 78).map { "  " + $0 }
    lines += ["", "Options:"]
    let width = mode.options.map(\.key.count).max() ?? 0
    for option in mode.options {
      let meaning = "\(option.meaning) (\(option.standard.isEmpty ? "none" : option.standard))"
      for (index, line) in Paragraph.lines(meaning, width: 76 - width).enumerated() {
        let key = index == 0 ? option.key : ""
        lines.append("  \(key)\(String(repeating: " ", count: width - key.count))  \(line)")
      }
    }
    return lines
  }
}

/// Words on lines that are no longer than a width.
enum Paragraph {
  static func lines(_ text: String, width: Int) -> [String] {
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
