import ArgumentParser
import Reporting
import Simulation
import Theming
import UserFiles

/// `cidrscope themes`: what themes there are, where each comes from, what is wrong with it.
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes",
    abstract: "Lists the themes with where each comes from and what is wrong with it.")

  func run() throws {
    var rows: [[String]] = []
    var errors: [String] = []
    for entry in ThemeSearch.library.entries() {
      switch entry.theme {
      case .success(let theme):
        rows.append([entry.name, theme.appearance.rawValue, theme.summary, entry.source])
      case .failure(let error):
        rows.append([entry.name, "", "cannot be used, see below", entry.source])
        errors.append(error.description.printable)
      }
    }
    var output = StandardStream.output
    TableText.write(
      Table(title: "themes", columns: ["NAME", "KIND", "WHAT", "SOURCE"], rows: rows), to: &output)
    try output.check()
    guard errors.isEmpty else { throw Failure(lines: errors, code: 2) }
  }
}
