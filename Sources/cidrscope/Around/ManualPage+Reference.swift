import Settings

/// The chapters that no command's help has.
extension ManualPage {
  var configuration: [String] {
    [".Sh CONFIGURATION"]
      + Roff.lines(
        "A YAML file of settings; what it does not know is an error with a line. `cidrscope config` "
          + "prints one to begin with, `cidrscope config --check` says what is wrong, `cidrscope "
          + "config --show` what holds and why. A flag goes before the file, the file before "
          + "NO_COLOR, and that before what is found out about the terminal.")
      + [".Pp"]
      + Roff.lines(
        "Below keys: stand actions, each with all the keys that take it, such as undo: [u, <C-u>]; "
          + "[] takes an action its keys. Keys are written g, <C-r>, <A-x>, <S-Up>, <F1>, <PgUp>, "
          + "<Space>, and <lt> for <.")
  }

  var files: [String] {
    Self.list(
      "FILES", item: ".It Pa",
      [
        ("$XDG_CONFIG_HOME/cidrscope/config.yaml", "Settings; ~/.config where that is not set."),
        ("$XDG_CONFIG_HOME/cidrscope/themes/", "Themes of one's own, one file each."),
        ("$XDG_STATE_HOME/cidrscope/", "Journals; below ~/.local/state where that is not set."),
      ])
  }

  var environment: [String] {
    Self.list(
      "ENVIRONMENT", item: ".It Ev",
      [
        ("NO_COLOR", "Set and not empty: no colours, unless --color or the config file asks."),
        ("COLORTERM", "What the terminal says of its colours beyond its description."),
        ("TERM", "The description of the terminal."),
        ("LC_ALL, LC_CTYPE, LANG", "The first that is set decides the character set."),
        ("XDG_CONFIG_HOME, XDG_STATE_HOME", "See FILES; relative paths are ignored."),
        ("COLUMNS", "The width of what is printed as text; the explorer asks the terminal."),
      ])
  }

  var statuses: [String] {
    Self.list(
      "EXIT STATUS", item: ".It",
      [
        ("0", "All went well."),
        ("1", "An expectation of a script failed."),
        ("2", "A line was not understood, or a file could not be read."),
        ("3", "An internal invariant broke."),
        ("64", "The command line was not understood."),
      ])
  }

  var examples: [String] {
    let rows = [
      ("cidrscope", "The explorer on the demonstration cluster."),
      (
        "kubectl get nodes,ciliumnodes,pods -A -o json | cidrscope open -",
        "A real cluster in the explorer; nothing is ever written to it."
      ),
      ("cidrscope run year.scope --format json", "A script, and what came of it."),
      ("cidrscope map cluster.json --output map.svg --layer state", "A picture for a report."),
      ("cidrscope doctor", "Why the screen looks as it does."),
      (
        "source <(cidrscope --generate-completion-script bash)",
        "Completion in this shell; zsh and fish have theirs."
      ),
    ]
    return [".Sh EXAMPLES"]
      + rows.enumerated().flatMap { index, row in
        (index > 0 ? [".Pp"] : []) + Roff.lines(row.1) + [".Dl \(Roff.text(row.0))"]
      }
  }

  var tail: [String] {
    [".Sh SEE ALSO", ".Xr kubectl 1", ".Sh HISTORY"]
      + Roff.lines("This page is of cidrscope \(version); `cidrscope manual` prints it.")
  }

  private static func list(
    _ title: String, item: String, _ rows: [(String, String)]
  ) -> [String] {
    [".Sh \(title)", ".Bl -tag -width Ds"]
      + rows.flatMap { name, text in ["\(item) \(Roff.text(name))"] + Roff.lines(text) } + [".El"]
  }
}
