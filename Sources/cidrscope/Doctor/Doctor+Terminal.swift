import CursesTerminal
import Explorer
import Glibc
import Settings

/// The terminal, what is around it and what it speaks.
extension Doctor {
  /// The three standard streams.
  var streams: [CapabilityLine] {
    [("standard input", STDIN_FILENO), ("standard output", STDOUT_FILENO)].map { name, descriptor in
      let use = descriptor == STDIN_FILENO ? "keys are read from it" : "pictures go there"
      if isatty(descriptor) != 0 { return CapabilityLine(name, "a terminal; \(use)") }
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { return CapabilityLine(name, "closed") }
      let kind =
        switch status.st_mode & S_IFMT {
        case S_IFREG: "a file"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        default: "no terminal"
        }
      let consequence =
        descriptor == STDIN_FILENO
        ? "keys come from the terminal that the program was started in"
        : "the explorer prints text and ends"
      return CapabilityLine(name, "\(kind), so \(consequence)")
    }
  }

  /// The program that shows the screen, as far as it says who it is.
  var terminal: CapabilityLine {
    if let program = variable("TERM_PROGRAM") {
      let version = variable("TERM_PROGRAM_VERSION").map { " \($0)" } ?? ""
      return CapabilityLine("terminal", program + version, because: "TERM_PROGRAM says so")
    }
    // What terminals set that do not set TERM_PROGRAM.
    let signs = [
      ("KITTY_WINDOW_ID", "kitty"), ("ALACRITTY_WINDOW_ID", "Alacritty"),
      ("WT_SESSION", "Windows Terminal"), ("KONSOLE_VERSION", "Konsole"),
      ("VTE_VERSION", "one of GNOME's (VTE)"), ("XTERM_VERSION", "xterm"),
      ("TMUX", "tmux"), ("STY", "GNU screen"),
    ]
    for (name, program) in signs where variable(name) != nil {
      return CapabilityLine("terminal", program, because: "\(name) is set")
    }
    return CapabilityLine("terminal", "unknown", because: "no variable says what it is")
  }

  /// TERM and the description that it leads to.
  var description: CapabilityLine {
    guard !facts.named.isEmpty else {
      return CapabilityLine(
        "TERM", "not set" + (facts.used.map { ", so \($0) is assumed" } ?? ""))
    }
    if facts.named == "dumb" || facts.named == "unknown" {
      return CapabilityLine(
        "TERM", "\(facts.named), so the explorer talks in lines",
        because: "it cannot place its cursor")
    }
    guard facts.used == facts.named else {
      let used = facts.used.map { "drawing as for \($0)" } ?? "no description is installed"
      return CapabilityLine(
        "TERM", "\(facts.named), \(used)", because: "this machine has no description of it")
    }
    guard facts.canPlaceCursor else {
      return CapabilityLine(
        "TERM", "\(facts.named), so the explorer talks in lines",
        because: "its description has no way to place the cursor")
    }
    return CapabilityLine("TERM", facts.named, because: "its description is installed")
  }

  /// What stands between the program and the terminal.
  var around: CapabilityLine {
    var layers: [String] = []
    var reasons: [String] = []
    let signs = [("TMUX", "tmux"), ("STY", "GNU screen"), ("ZELLIJ", "zellij")]
    for (name, program) in signs where variable(name) != nil {
      layers.append(program)
      reasons.append("\(name) is set")
    }
    if let name = ["SSH_TTY", "SSH_CONNECTION"].first(where: { variable($0) != nil }) {
      layers.append("ssh")
      reasons.append("\(name) is set")
    }
    guard !layers.isEmpty else {
      return CapabilityLine(
        "around it", "nothing", because: "none of TMUX, STY, ZELLIJ, SSH_TTY is set")
    }
    return CapabilityLine(
      "around it", layers.joined(separator: " and "), because: reasons.joined(separator: ", "))
  }

  /// Columns and rows.
  var size: CapabilityLine {
    var size = winsize()
    let descriptor = [STDOUT_FILENO, STDIN_FILENO, STDERR_FILENO].first { isatty($0) != 0 }
    guard let descriptor, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return CapabilityLine("size", "unknown", because: "no terminal is there to tell")
    }
    let deaf = ["LINES", "COLUMNS"].filter { variable($0) != nil }
    return CapabilityLine(
      "size", "\(size.ws_col)x\(size.ws_row)",
      because: "the terminal says so"
        + (deaf.isEmpty ? "" : "; \(deaf.joined(separator: " and ")) cannot freeze it"))
  }

  /// The locale by its variables.
  var locale: CapabilityLine {
    guard let locale = facts.locale else {
      return CapabilityLine(
        "locale", "none", because: "none of LC_ALL, LC_CTYPE, LANG is set")
    }
    return CapabilityLine("locale", locale.value, because: "\(locale.variable) is the first set")
  }

  /// The character set, and what led to it.
  var charset: CapabilityLine {
    CapabilityLine(
      "character set", facts.charset, because: facts.notices.first ?? "the locale has it")
  }

  /// Whether pictures are shown in one go.
  var synchronization: CapabilityLine {
    let held = preferences.held(.sync)
    guard held.value == "auto" else {
      return CapabilityLine("sync", held.value, because: held.reason)
    }
    guard let found else {
      return CapabilityLine(
        "sync", "auto", because: "the terminal is asked when the explorer opens")
    }
    return CapabilityLine(
      "sync", found.isSynchronized ? "on" : "off",
      because: found.isSynchronized
        ? "the terminal says that it can" : "the terminal did not say that it can")
  }

  /// Whether the mouse is used.
  var mouse: CapabilityLine {
    let held = preferences.held(.mouse)
    guard held.value == "on" else {
      return CapabilityLine("mouse", "left to the terminal", because: held.reason)
    }
    guard facts.hasMouse else {
      return CapabilityLine(
        "mouse", "none", because: "the description of \(facts.used ?? "it") has none")
    }
    return CapabilityLine(
      "mouse", "used", because: "the description of \(facts.used ?? "it") has one")
  }
}
