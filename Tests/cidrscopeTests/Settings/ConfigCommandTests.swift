import Foundation
import Settings
import Testing

@Suite struct `cidrscope config` {
  @Test func `prints a template that reads back to exactly the defaults`() throws {
    let template = try Program.run(["config"])
    #expect(template.status == 0 && template.errors.isEmpty)
    let folder = try ScratchFolder()
    let file = try folder.file("config.yaml", template.output)
    let check = try Program.run(["config", "--check", file])
    #expect(
      check.output
        == "\(file): all is well, \(SettingName.allCases.count) settings and the keys of 0 actions\n"
    )
    let shown = try rows(of: Program.run(["config", "--show", "--config", file]))
    let defaults = try rows(of: Program.run(["config", "--show", "--no-config"]))
    #expect(shown.map(\.value) == defaults.map(\.value))
    #expect(shown.allSatisfy { $0.source.hasPrefix("\(file):") })
    #expect(defaults.allSatisfy { $0.source == "default" })
    #expect(defaults.map(\.key) == SettingName.allCases.map(\.rawValue))
  }

  @Test func `prints the keys so that taking the comment away changes none of them`() throws {
    let lines = try Program.run(["config"]).output.split(separator: "\n").map { line in
      line.hasPrefix("#  ") ? String(line.dropFirst()) : String(line)
    }
    let folder = try ScratchFolder()
    let file = try folder.file("config.yaml", lines.joined(separator: "\n"))
    let check = try Program.run(["config", "--check", file])
    #expect(check.status == 0 && check.errors.isEmpty, "\(check.errors)")
    // The match before shares its key by default, and nothing else does.
    #expect(!check.output.contains("note:"), "\(check.output)")
  }

  @Test func `says all that is wrong, with places and what would be right`() throws {
    let folder = try ScratchFolder()
    let file = try folder.file(
      "config.yaml",
      """
      layer: ages
      teme: dusk
      keys:
        undo: [<F2>]
        redo: [<F2>]
        und: [x]
      """)
    let expected = """
      \(file):1:8: layer cannot be 'ages', did you mean 'age'? known: utilisation, state, owner, \
      age, churn, free, claims, refusals
      \(file):2:1: unknown key 'teme', did you mean 'theme'? known:
      \(file):6:3: unknown action 'und', did you mean 'undo'?
      \(file):5:3: the key <F2> is given to undo and to redo; one key takes one action (undo: line 4)

      """
    let check = try Program.run(["config", "--check", file])
    #expect(check.status == 2 && check.output.isEmpty)
    let errors = check.errors.replacing(/known: theme.*/, with: "known:")
    #expect(errors == expected)
    let opened = try Program.run(["--config", file])
    #expect(opened.status == 2 && opened.output.isEmpty)
    #expect(opened.errors.hasSuffix("--no-config opens the explorer without these settings\n"))
    #expect(try Program.run(["--no-config"]).status == 0)
  }

  @Test func `notes which action loses a key`() throws {
    let folder = try ScratchFolder()
    let file = try folder.file("config.yaml", "keys:\n  undo: [z]\n")
    let check = try Program.run(["config", "--check", file])
    #expect(check.status == 0)
    #expect(
      check.output.hasPrefix(
        "note: \(file):2:3: the key z goes to undo and is taken from zoom-in; a line for zoom-in"))
  }

  @Test func `reads the user's file where the XDG variables say`() throws {
    let run = try Program.shell(
      """
      mkdir -p "$HOME/.config/cidrscope" "$HOME/x/cidrscope"
      echo 'layer: age' > "$HOME/.config/cidrscope/config.yaml"
      echo 'layer: churn' > "$HOME/x/cidrscope/config.yaml"
      "$0" config --show | grep layer
      XDG_CONFIG_HOME="$HOME/x" "$0" config --show | grep layer
      cd "$HOME"; XDG_CONFIG_HOME=x "$0" config --show | grep layer
      "$0" config --show --no-config | grep layer
      "$0" config --show --layer free | grep layer
      "$0" config --check
      """)
    let lines = run.output.split(separator: "\n").map {
      $0.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    }
    #expect(Array(lines.prefix(5)) == ["age", "churn", "age", "utilisation", "free"])
    #expect(run.output.contains("/.config/cidrscope/config.yaml: all is well, 1 setting and"))
    #expect(run.status == 0 && run.errors.isEmpty)
  }

  @Test func `knows a flag for every setting`() throws {
    var arguments = ["config", "--show", "--no-config"]
    for setting in AllSettings.rows {
      arguments.append(setting.flag)
      switch setting.kind {
      case .onOff: break
      case .choice(let words): arguments.append(try #require(words.last))
      case .number: arguments.append("7")
      case .text: arguments.append("ascii")
      }
    }
    let shown = try rows(of: Program.run(arguments))
    for (row, setting) in zip(shown, AllSettings.rows) {
      #expect(row.source == "flag \(setting.flag)", "\(row)")
      switch setting.kind {
      case .onOff: #expect(row.value == (setting.standard == "on" ? "off" : "on"), "\(row)")
      case .choice(let words): #expect(row.value == words.last)
      case .number: #expect(row.value == "7")
      case .text: #expect(row.value == "ascii")
      }
    }
  }

  @Test func `refuses by a flag what it refuses in a file`() throws {
    let run = try Program.run(["--layer", "ages"])
    #expect(run.status == 64)
    #expect(run.errors.contains("did you mean 'age'?"))
    #expect(try Program.run(["--config", "x", "--no-config"]).status == 64)
    #expect(try Program.run(["config", "--check", "--show"]).status == 64)
    #expect(try Program.run(["config", "file"]).status == 64)
    let absent = try Program.run(["--config", "/nowhere/c.yaml"])
    #expect(absent.status == 2 && absent.errors == "/nowhere/c.yaml: no such file\n")
    let theme = try Program.run(["--dark-theme", "dsk"])
    #expect(theme.status == 2 && theme.errors.hasPrefix("--dark-theme: no theme is called 'dsk'"))
  }

  @Test func `tells of a theme that is not there by the line that asks for it`() throws {
    let folder = try ScratchFolder()
    let file = try folder.file("config.yaml", "color: never\nlight-theme: papr\n")
    let run = try Program.run(["config", "--check", file])
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("\(file):2: light-theme: no theme is called 'papr', did you mean"))
  }

  private struct Row {
    let key: String
    let value: String
    let source: String
  }

  private func rows(of run: Program.Run) throws -> [Row] {
    #expect(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      return Row(
        key: words[0], value: words[1], source: words.dropFirst(2).joined(separator: " "))
    }
  }
}
