import Allocation
import ArgumentParser
import Reporting

/// `cidrscope modes`: the ways of managing addresses.
struct ModesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "modes", abstract: "Lists the IPAM modes and presets, or explains one.")

  @Argument(
    help: ArgumentHelp("The mode or preset to explain.", valueName: "mode"),
    completion: .list(AllModes.names + Presets.names))
  var mode: String?

  func run() throws {
    var output = StandardStream.output
    if let mode {
      for line in try Self.lines(on: mode) { output.writeLine(line) }
    } else {
      let modes = ModeText.list(AllModes.descriptions, width: 80)
      for line in modes + Self.presetList { output.writeLine(line) }
    }
    try output.check()
  }

  private static func lines(on name: String) throws -> [String] {
    if let preset = Presets.named(name) { return lines(on: preset) }
    guard let mode = AllModes.descriptions.first(where: { $0.name == name }) else {
      throw Failure.unreadable(
        "\"\(name.printable)\" is not a mode; the modes are "
          + AllModes.names.joined(separator: ", ") + "; the presets are "
          + Presets.names.joined(separator: ", "))
    }
    return ModeText.lines(on: mode, width: 80)
  }
}
