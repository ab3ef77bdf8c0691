import ArgumentParser
import Settings
import Theming

/// The settings as flags: what they say, allow and complete to follows from the table of settings.
struct SettingFlags: ParsableArguments {
  /// Whether things move for show.
  enum Motion: String, EnumerableFlag {
    case motion, still

    static func help(for value: Motion) -> ArgumentHelp? {
      switch value {
      case .motion: "Things may move for show, such as the walk along the curve. (default)"
      case .still: "Nothing moves for show: the end of each movement is drawn at once."
      }
    }
  }

  @Option(help: .of(.theme, "theme"), completion: .themes, transform: reading(.theme))
  var theme: String?

  @Option(help: .of(.darkTheme, "theme"), completion: .themes, transform: reading(.darkTheme))
  var darkTheme: String?

  @Option(help: .of(.lightTheme, "theme"), completion: .themes, transform: reading(.lightTheme))
  var lightTheme: String?

  @Option(help: .of(.color, "depth"), completion: .of(.color), transform: reading(.color))
  var color: String?

  @Option(help: .of(.glyphs, "set"), completion: .of(.glyphs), transform: reading(.glyphs))
  var glyphs: String?

  @Option(help: .of(.layer, "layer"), completion: .of(.layer), transform: reading(.layer))
  var layer: String?

  @Option(help: .of(.curve, "curve"), completion: .of(.curve), transform: reading(.curve))
  var curve: String?

  @Option(
    help: .of(.aggregate, "aggregate"), completion: .of(.aggregate), transform: reading(.aggregate))
  var aggregate: String?

  @Option(help: .of(.scale, "scale"), completion: .of(.scale), transform: reading(.scale))
  var scale: String?

  @Flag(inversion: .prefixedNo, help: .of(.legend))
  var legend: Bool?

  @Flag(inversion: .prefixedNo, help: .of(.names))
  var names: Bool?

  @Option(help: .of(.aids, "aids"), completion: .of(.aids), transform: reading(.aids))
  var aids: String?

  @Flag(inversion: .prefixedNo, help: .of(.mouse))
  var mouse: Bool?

  @Flag
  var motion: Motion?

  @Flag(inversion: .prefixedNo, help: .of(.reader))
  var reader: Bool?

  @Flag(inversion: .prefixedNo, help: .of(.presenter))
  var presenter: Bool?

  @Flag(inversion: .prefixedNo, help: .of(.confirmQuit))
  var confirmQuit: Bool?

  @Flag(inversion: .prefixedNo, help: .of(.journal))
  var journal: Bool?

  @Option(help: .of(.sync, "when"), completion: .of(.sync), transform: reading(.sync))
  var sync: String?

  @Flag(inversion: .prefixedNo, help: .of(.slow))
  var slow: Bool?

  @Option(help: .of(.clipboardLimit, "bytes"), transform: reading(.clipboardLimit))
  var clipboardLimit: String?

  /// What the command line says, in the order of the settings.
  var given: [(SettingName, Preferences.Held)] {
    SettingName.allCases.compactMap { name in
      guard let value = value(of: name) else { return nil }
      let isOff = AllSettings[name].kind == .onOff && value == "off"
      let flag =
        name == .motion && isOff
        ? "--still" : isOff ? "--no-\(name.rawValue)" : "--\(name.rawValue)"
      return (name, Preferences.Held(value, from: .flag(flag)))
    }
  }

  /// What the command line says of one setting.
  private func value(of name: SettingName) -> String? {
    switch name {
    case .theme: theme
    case .darkTheme: darkTheme
    case .lightTheme: lightTheme
    case .color: color
    case .glyphs: glyphs
    case .layer: layer
    case .curve: curve
    case .aggregate: aggregate
    case .scale: scale
    case .legend: legend.map(Self.word)
    case .names: names.map(Self.word)
    case .aids: aids
    case .mouse: mouse.map(Self.word)
    case .motion: motion.map { Self.word($0 == .motion) }
    case .reader: reader.map(Self.word)
    case .presenter: presenter.map(Self.word)
    case .confirmQuit: confirmQuit.map(Self.word)
    case .journal: journal.map(Self.word)
    case .sync: sync
    case .slow: slow.map(Self.word)
    case .clipboardLimit: clipboardLimit
    }
  }

  private static func word(_ isOn: Bool) -> String { isOn ? "on" : "off" }
}

/// Reads a value as the config file would.
private func reading(_ name: SettingName) -> @Sendable (String) throws -> String {
  { text in
    do throws(SettingError) {
      return try AllSettings[name].value(text)
    } catch {
      throw ValidationError(error.advice)
    }
  }
}

extension ArgumentHelp {
  /// What the table of settings says of one.
  static func of(_ name: SettingName, _ valueName: String? = nil) -> ArgumentHelp {
    let setting = AllSettings[name]
    let summary = setting.summary.prefix(1).uppercased() + setting.summary.dropFirst()
    let allowed = setting.kind == .onOff ? nil : setting.allowed
    let facts = [allowed, "default: \(setting.standard)"].compactMap(\.self)
    return ArgumentHelp(
      "\(summary). (\(facts.joined(separator: "; ")))", valueName: valueName)
  }
}

extension CompletionKind {
  /// The words that a setting may be.
  static func of(_ name: SettingName) -> CompletionKind {
    .list(AllSettings[name].words)
  }

  /// The themes that are there when someone asks.
  static var themes: CompletionKind {
    .custom { _, _, _ in ThemeSearch.library.entries().map(\.name) }
  }
}
