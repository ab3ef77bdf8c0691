import ArgumentParser
import Reporting

/// `cidrscope manual`: the manual page, to be read with man or kept where man finds it.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Prints the manual page; `cidrscope manual | man -l -` shows it.")

  func run() throws {
    let page = ManualPage(
      tool: try ToolDescription(json: Self.description),
      version: Cidrscope.configuration.version)
    var output = StandardStream.output
    for line in page.lines { output.writeLine(line) }
    try output.check()
  }

  /// What the parser knows of the program.
  private static var description: String {
    do {
      _ = try Cidrscope.parseAsRoot(["--experimental-dump-help"])
      return ""
    } catch {
      return Cidrscope.message(for: error)
    }
  }
}
