import Allocation
import ArgumentParser
import Reporting

/// `cidrscope modes`: the ways of managing addresses.
struct ModesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "modes", abstract: "Lists the IPAM modes, or explains one.")

  @Argument(help: ArgumentHelp("The mode to explain.", valueName: "mode"))
  var mode: String?

  func run() throws {
    var output = StandardStream.output
    if let mode {
      for line in try Self.lines(on: mode) { output.writeLine(line) }
    } else {
      for mode in AllModes.descriptions { output.writeLine("\(mode.name)  \(mode.summary)") }
      output.writeLine()
      output.writeLine("In the language but not built yet:")
      for line in Paragraph.lines(AllModes.notBuiltYet.joined(separator: ", "), width: 78) {
        output.writeLine("  " + line)
      }
    }
    try output.check()
  }

  private static func lines(on name: String) throws -> [String] {
    guard let mode = AllModes.descriptions.first(where: { $0.name == name }) else {
      if AllModes.notBuiltYet.contains(name) { throw Failure.notBuilt("mode \(name)") }
      let known = AllModes.descriptions.map(\.name) + AllModes.notBuiltYet
      throw Failure.unreadable(
        "\"\(name.printable)\" is not a mode; the modes are \(known.joined(separator: ", "))")
    }
    var lines = ["\(mode.name): \(mode.summary)", ""]
    lines += Paragraph.lines(mode.details, width: 80)
    lines += ["", "Models " + mode.models + "."]
    lines += ["", "Left out:"] + Paragraph.lines(mode.leftOut, width: 78).map { "  " + $0 }
    lines += ["", "Options:"]
    let width = mode.options.map(\.key.count).max() ?? 0
    for option in mode.options {
      let key = option.key + String(repeating: " ", count: width - option.key.count)
      lines.append("  \(key)  \(option.meaning) (\(option.standard))")
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
