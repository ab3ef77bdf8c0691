import Cartography

/// The one table of settings: files, flags, templates, completions and reports follow from it.
///
/// A new setting is a case of `SettingName`, a row here and a flag in `SettingFlags`.
public enum AllSettings {
  /// The rows, in the order in which they are told.
  public static let rows: [Setting] = SettingName.allCases.map(row)

  /// The row of a setting.
  public static subscript(name: SettingName) -> Setting { row(name) }

  /// Bytes of text that stay below 100,000 when OSC 52 has encoded them, four for each three: what
  /// terminals are known to take.
  private static let clipboardBytes = 74_994

  private static func row(_ name: SettingName) -> Setting {
    switch name {
    case .theme, .darkTheme, .lightTheme, .color, .glyphs: looks(name)
    case .layer, .curve, .aggregate, .scale, .legend, .names, .aids: map(name)
    case .mouse, .motion, .reader, .presenter, .confirmQuit, .journal: manners(name)
    case .sync, .slow, .clipboardLimit: terminal(name)
    }
  }

  private static func looks(_ name: SettingName) -> Setting {
    switch name {
    case .theme:
      text(
        name, "auto",
        "the theme, by name or file (cidrscope themes lists them); auto is dark-theme or "
          + "light-theme, as the terminal's background is")
    case .darkTheme: text(name, "midnight", "the theme that auto takes on a dark background")
    case .lightTheme: text(name, "paper", "the theme that auto takes on a light background")
    case .color:
      choice(
        name, ["auto", "truecolor", "256", "16", "8", "never"], "auto",
        "how many colours to use; auto is none with NO_COLOR set, else what the terminal has")
    default:
      choice(
        .glyphs, ["auto"] + allGlyphSets.map(\.name), "auto",
        "how pixels become characters; auto is what the theme says and the terminal can show")
    }
  }

  private static func map(_ name: SettingName) -> Setting {
    switch name {
    case .layer:
      choice(name, Layer.allCases.map(\.name), Layer.utilisation.name, "what the map shows first")
    case .curve:
      choice(
        name, allCurves.map(\.name), allCurves[0].name, "the order in which addresses run")
    case .aggregate:
      choice(
        name, Aggregate.allCases.map(\.name), Aggregate.max.name,
        "what a pixel of many blocks shows")
    case .scale:
      choice(
        name, ["auto"] + Scale.allCases.map(\.name), "auto",
        "how figures become shades; auto is the usual scale of the layer")
    case .legend: onOff(name, "on", "whether the map has a legend")
    case .names: onOff(name, "on", "whether blocks of the map have names and outlines")
    default:
      choice(
        .aids, ["none", "lens", "minimap"], "none",
        "what helps to read the map: a lens on what is under the cursor, or that and a minimap")
    }
  }

  private static func manners(_ name: SettingName) -> Setting {
    switch name {
    case .mouse: onOff(name, "on", "whether the mouse works here; off leaves it to the terminal")
    case .motion:
      onOff(
        name, "on", "whether things move for show; off draws the end of each movement at once",
        flag: "--still")
    case .reader:
      onOff(
        name, "off", "screen-reader mode: sentences instead of a picture, commands as lines",
        flag: "--reader")
    case .presenter:
      onOff(
        name, "off", "presenter mode: large labels, captions and the keys that are pressed",
        flag: "--presenter")
    case .confirmQuit: onOff(name, "on", "whether to ask before quitting with unsaved work")
    default:
      onOff(.journal, "on", "whether what is done is kept as it happens, to be had after a crash")
    }
  }

  private static func terminal(_ name: SettingName) -> Setting {
    switch name {
    case .sync:
      choice(
        name, ["auto", "on", "off"], "auto",
        "whether each picture is shown in one go (synchronised output); auto asks the terminal first"
      )
    case .slow:
      onOff(
        name, "off", "at most 10 pictures a second instead of 30, for slow lines", flag: "--slow")
    default:
      Setting(
        name: .clipboardLimit, kind: .number(0...10_000_000), standard: String(clipboardBytes),
        summary: "the most bytes to copy through the terminal; 0 copies nothing",
        flag: "--\(SettingName.clipboardLimit.rawValue)")
    }
  }

  private static func text(_ name: SettingName, _ standard: String, _ summary: String) -> Setting {
    Setting(
      name: name, kind: .text, standard: standard, summary: summary, flag: "--\(name.rawValue)")
  }

  private static func choice(
    _ name: SettingName, _ words: [String], _ standard: String, _ summary: String
  ) -> Setting {
    Setting(
      name: name, kind: .choice(words), standard: standard, summary: summary,
      flag: "--\(name.rawValue)")
  }

  private static func onOff(
    _ name: SettingName, _ standard: String, _ summary: String, flag: String? = nil
  ) -> Setting {
    Setting(
      name: name, kind: .onOff, standard: standard, summary: summary,
      flag: flag ?? "--no-\(name.rawValue)")
  }
}
