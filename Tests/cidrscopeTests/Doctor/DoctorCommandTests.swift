import Testing

@Suite struct `cidrscope doctor` {
  private func lines(_ command: String) throws -> [String] {
    let run = try Program.shell(command)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    // What is told is in a column; how wide that is depends on the longest name.
    return run.output.split(separator: "\n").map { String($0.replacing(/:  +/, with: ": ")) }
  }

  @Test func `tells what was found, what follows and why`() throws {
    let lines = try lines("env -i HOME=$HOME TERM=xterm-256color LANG=C.UTF-8 \"$0\" doctor")
    for line in [
      "standard output: a file, so the explorer prints text and ends",
      "terminal: unknown (because no variable says what it is)",
      "TERM: xterm-256color (because its description is installed)",
      "around it: nothing (because none of TMUX, STY, ZELLIJ, SSH_TTY is set)",
      "size: unknown (because no terminal is there to tell)",
      "locale: C.UTF-8 (because LANG is the first set)",
      "character set: UTF-8 (because the locale has it)",
      "colours: 256 (because the description of xterm-256color has 256)",
      "theme: midnight (because theme is auto: the explorer asks the terminal for its background, "
        + "and takes dark-theme unless that is light)",
      "sync: auto (because the terminal is asked when the explorer opens)",
      "glyphs: half (because the theme midnight has them at this depth of colours)",
      "mouse: used (because the description of xterm-256color has one)",
      "motion: on (because that is the default)",
    ] {
      #expect(lines.contains(line), "\(line)\n\(lines.joined(separator: "\n"))")
    }
    #expect(lines.contains { $0.hasPrefix("glyphs that show: half, wide, bars, shades, ascii") })
    #expect(lines.contains { $0.hasPrefix("config file: ") && $0.contains("which is not there") })
    #expect(lines.contains { $0.hasPrefix("themes: ") && $0.contains("it is beside the program") })
    #expect(
      lines.contains { $0.hasPrefix("journal: ") && $0.contains("XDG_STATE_HOME is not set") })
  }

  @Test func `tells what the options would change`() throws {
    let lines = try lines(
      """
      env -i HOME=$HOME TERM=xterm-256color LC_ALL=C NO_COLOR=1 TMUX=x SSH_TTY=y \
      XDG_CONFIG_HOME=here "$0" doctor --still --no-mouse --theme ascii --no-config --no-journal
      """)
    for line in [
      "terminal: tmux (because TMUX is set)",
      "around it: tmux and ssh (because TMUX is set, SSH_TTY is set)",
      "locale: C (because LC_ALL is the first set)",
      "colours: none (because NO_COLOR is set)",
      "theme: ascii (because --theme says so)",
      "glyphs: ascii (because the theme ascii has them at this depth of colours)",
      "mouse: left to the terminal (because --no-mouse says so)",
      "motion: off (because --still says so)",
      "config file: none (because --no-config says so)",
      "journal: none is kept (because --no-journal says so)",
    ] {
      #expect(lines.contains(line), "\(line)\n\(lines.joined(separator: "\n"))")
    }
    #expect(lines.contains { $0.contains("glyphs that show: wide, ascii (because half, ") })
    #expect(lines.contains { $0.contains("XDG_CONFIG_HOME holds no absolute path") })
  }

  @Test(arguments: [
    (
      "TERM=dumb", "TERM: dumb, so the explorer talks in lines (because it cannot place its cursor)"
    ),
    ("A=b", "TERM: not set, so xterm-256color is assumed"),
    (
      "TERM=strange",
      "TERM: strange, drawing as for xterm-256color (because this machine has no description of it)"
    ),
    ("TERM=linux", "mouse: none (because the description of linux has none)"),
    ("TERM=vt100", "colours: none (because the description of vt100 has 0)"),
    ("TERM=xterm LANG=xx_XX.UTF-8", "character set: UTF-8 (because the locale \"xx_XX.UTF-8\" "),
    ("TERM=xterm TERM_PROGRAM=kitty TERM_PROGRAM_VERSION=1", "terminal: kitty 1 (because TERM_PRO"),
    (
      "TERM=xterm-256color COLORTERM=truecolor",
      "colours: 256 (because the description of xterm-256color has 256; COLORTERM says truecolor, "
    ),
    ("TERM=xterm NO_COLOR=", "colours: 8 (because the description of xterm has 8)"),
  ])
  func `knows every sort of terminal`(environment: String, expected: String) throws {
    let lines = try lines("env -i HOME=$HOME \(environment) \"$0\" doctor")
    #expect(lines.contains { $0.hasPrefix(expected) }, "\(lines.joined(separator: "\n"))")
  }

  @Test func `prints nothing that could change a terminal`() throws {
    let run = try Program.shell("TERM=$'x\\e[2J' TERM_PROGRAM=$'a\\e]0;b\\a' \"$0\" doctor")
    #expect(run.status == 0)
    #expect(!run.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }
}
