import Explorer
import Settings
import Testing

@Suite struct `cidrscope manual` {
  @Test func `is a page of mdoc with every subcommand, setting, key and exit status`() throws {
    let run = try Program.run(["manual"])
    #expect(run.status == 0 && run.errors.isEmpty)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.prefix(5).contains(".Dt CIDRSCOPE 1"))
    for chapter in [
      "NAME", "SYNOPSIS", "DESCRIPTION", "SUBCOMMANDS", "OPTIONS", "KEYS", "CONFIGURATION", "FILES",
      "ENVIRONMENT", "\"EXIT STATUS\"", "EXAMPLES",
    ] {
      let heading = ".Sh " + chapter.replacing("\"", with: "")
      #expect(lines.contains(heading), "\(heading)")
    }
    for command in [
      "explore", "open", "run", "map", "modes", "themes", "config", "doctor", "watch",
    ] {
      #expect(lines.contains(".Cm \(command)"), "\(command)")
    }
    for setting in AllSettings.rows {
      let flag = setting.flag.dropFirst().replacing("-", with: "\\-")
      #expect(lines.contains { $0.contains("Fl \(flag)") }, "\(setting.flag)")
    }
    for action in Action.allCases {
      let name = action.rawValue.replacing("-", with: "\\-")
      #expect(lines.contains { $0.hasSuffix(" Pq \(name)") }, "\(name)")
    }
    #expect(lines.contains(".It 64"))
  }

  @Test(arguments: ["groff -mdoc -ww -Tutf8 -z", "mandoc -T lint -W warning"])
  func `is set without a warning where there is something to set it`(tool: String) throws {
    let run = try Program.shell(
      """
      command -v \(tool.split(separator: " ")[0]) > /dev/null || exit 0
      "$0" manual > "$HOME/cidrscope.1" && \(tool) "$HOME/cidrscope.1" 2>&1
      """)
    #expect(run.output.isEmpty, "\(run.output)")
  }

  @Test func `shows marks as they are typed`() throws {
    let run = try Program.shell(
      """
      command -v groff > /dev/null || exit 0
      "$0" manual > "$HOME/cidrscope.1"
      groff -mdoc -Tascii -P-c -P-b -P-u -P-o "$HOME/cidrscope.1"
      """)
    guard !run.output.isEmpty else { return }
    for text in [
      "cidrscope explore [options] [file ...]", "--no-config", "-h, --help", "<A-x>",
      "' (go-to-view-mark)",
      "\" (set-view-mark)", "--legend, --no-legend", ", (step-back)", ". (step)",
    ] {
      #expect(run.output.contains(text), "\(text)")
    }
  }
}
