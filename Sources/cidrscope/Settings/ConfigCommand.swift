import ArgumentParser
import Explorer
import Reporting
import Settings
import Terminal
import UserFiles

/// `cidrscope config`: a template of the config file, its check, and what holds.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Prints a config file to begin with, checks one, or shows what holds and why.",
    usage: """
      cidrscope config > FILE
      cidrscope config --check [FILE]
      cidrscope config --show [<options>]
      """,
    discussion: """
      The config file is $XDG_CONFIG_HOME/cidrscope/config.yaml, or \
      ~/.config/cidrscope/config.yaml. A flag goes before the file, the file before NO_COLOR, and \
      that before what is found out about the terminal. --show takes the options of the explorer \
      (`cidrscope explore --help`) and tells what holds with them.
      """)

  @Flag(help: "Says what is wrong with FILE, or with the config file, or that all is well.")
  var check = false

  @Flag(help: "Shows every setting with its value and where that comes from.")
  var show = false

  @OptionGroup var config: ConfigOptions

  @OptionGroup(visibility: .hidden) var settings: SettingFlags

  @Argument(
    help: ArgumentHelp("The file to check.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var file: String?

  func validate() throws {
    guard !(check && show) else {
      throw ValidationError("--check and --show are two questions; ask one at a time.")
    }
    guard file == nil || check else {
      throw ValidationError("A file is for --check; --config \(file ?? "") reads one to --show.")
    }
    guard file == nil || config.file == nil else {
      throw ValidationError("The file to check is named twice.")
    }
  }

  func run() throws {
    var output = StandardStream.output
    for line in check ? try checked() : show ? try shown() : Self.template {
      output.writeLine(line)
    }
    try output.check()
  }

  /// The file with every setting at its default.
  private static var template: [String] {
    let actions = Keymap.defaults.entries.map { entry in
      ConfigTemplate.ActionRow(
        name: entry.action.rawValue, keys: entry.keys, summary: entry.summary)
    }
    return ConfigTemplate(actions: actions).lines
  }

  /// What to say of a file that is well; one that is not ends with exit code 2.
  private func checked() throws -> [String] {
    var options = config
    if let file { options.file = file }
    let (found, content) = try Setup.read(options)
    switch found {
    case .unwanted: return ["no config file is wanted, so none is wrong"]
    case .homeless: return ["there is no home to look for a config file in, so none is wrong"]
    case .absent(let path):
      return ["\(path.printable) is not there, so the defaults hold; `cidrscope config` prints one"]
    case .read(let path):
      let keys = Setup.keymap(content.keys)
      let faults = (content.faults + keys.faults).map { $0.description.printable }
      guard faults.isEmpty else { throw Failure(lines: faults, code: 2) }
      _ = try ThemeChoice(Preferences(file: content), in: ThemeSearch.library)
      let notes = keys.notes.map { "note: \($0)".printable }
      let settings = Self.count(content.values.count, "setting")
      let actions = Self.count(content.keys.count, "action")
      return notes + [
        "\(path.printable): all is well, \(settings) and the keys of \(actions)"
      ]
    }
  }

  private static func count(_ number: Int, _ what: String) -> String {
    "\(number) \(what)\(number == 1 ? "" : "s")"
  }

  /// Every setting and every changed action, with its source.
  private func shown() throws -> [String] {
    let setup = try Setup(settings, config)
    var rows = AllSettings.rows.map { setting in
      let held = setup.preferences.held(setting.name)
      return (setting.key, held.value, held.source.description)
    }
    for binding in setup.preferences.keys {
      let keys = binding.keys.map(\.notation).joined(separator: " ")
      rows.append(
        ("keys.\(binding.action)", keys.isEmpty ? "none" : keys, "\(binding.file):\(binding.line)"))
    }
    let widths = (rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0)
    return rows.map { key, value, source in
      let first = key.padding(to: widths.0)
      return "\(first)  \(value.padding(to: widths.1))  \(source)".printable
    }
  }
}

extension String {
  /// The text with blanks behind it up to a width.
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
