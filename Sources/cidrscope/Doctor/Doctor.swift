import ArgumentParser
import CursesTerminal
import Explorer
import Glibc
import Settings

/// What was found out about where the program runs, what was concluded, and from what.
struct Doctor {
  let setup: Setup
  let facts: TerminalFacts
  let environment: [String: String]
  /// What the terminal was found to do when it was asked; nil while no screen is open.
  var found: ScreenFindings?

  /// Looks around; the screen must not be open yet.
  init(_ setup: Setup) {
    self.setup = setup
    environment = Surroundings.environment
    facts = TerminalFacts(device: isatty(STDIN_FILENO) != 0 ? STDIN_FILENO : STDOUT_FILENO)
  }

  /// Everything, in the order in which one thing leads to the next.
  var lines: [CapabilityLine] {
    [version] + streams + [terminal, description, around, size, locale, charset, colors, theme]
      + glyphs + [mouse, synchronization] + manners + files
  }

  var preferences: Preferences { setup.preferences }
  var canPlaceCursor: Bool { facts.canPlaceCursor }

  /// A variable that is set and not empty.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private var version: CapabilityLine {
    CapabilityLine("cidrscope", Cidrscope.configuration.version)
  }

  private var manners: [CapabilityLine] {
    let names: [SettingName] = [
      .motion, .reader, .presenter, .slow, .clipboardLimit, .confirmQuit,
    ]
    return names.map { name in
      let held = preferences.held(name)
      return CapabilityLine(AllSettings[name].key, held.value, because: held.reason)
    }
  }
}

extension Preferences.Held {
  /// Who said it, as the end of "because".
  var reason: String {
    switch source {
    case .standard: "that is the default"
    case .environment(let name): "\(name) is set"
    case .file: "\(source) says so"
    case .flag(let flag): "\(flag) says so"
    }
  }
}
