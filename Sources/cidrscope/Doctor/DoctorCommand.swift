import ArgumentParser
import Explorer
import Reporting

/// `cidrscope doctor`: what was detected and why, without taking over the screen.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Tells what was found out about the terminal, the settings and the files, and why.",
    usage: "cidrscope doctor [<options>]",
    discussion: """
      Worth sending along when something looks wrong. It takes the options of the explorer \
      (`cidrscope explore --help`) and tells what they would change. The explorer has the same \
      list under :caps.
      """)

  @OptionGroup var config: ConfigOptions

  @OptionGroup(visibility: .hidden) var settings: SettingFlags

  func run() throws {
    let lines = Doctor(try Setup(settings, config)).lines
    let width = lines.map(\.what.count).max() ?? 0
    var output = StandardStream.output
    for line in lines {
      let reason = line.reason.map { " (because \($0))" } ?? ""
      let gap = String(repeating: " ", count: width - line.what.count + 1)
      output.writeLine("\(line.what):\(gap)\(line.value)\(reason)".printable)
    }
    try output.check()
  }
}
