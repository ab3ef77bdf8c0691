/// The settings by the words that files use for them, in the order in which they are told.
public enum SettingName: String, CaseIterable, Hashable, Sendable {
  // Colours and glyphs.
  case theme
  case darkTheme = "dark-theme"
  case lightTheme = "light-theme"
  case color, glyphs

  // What the map shows to begin with.
  case layer, curve, aggregate, scale, legend, names, aids

  // How the program treats people.
  case mouse, motion, reader, presenter
  case confirmQuit = "confirm-quit"
  case journal

  // How it treats the terminal.
  case sync, slow
  case clipboardLimit = "clipboard-limit"
}
