import Reporting
import Settings
import Theming
import UserFiles

/// The themes that can be cycled through, and those that the settings ask for.
struct ThemeChoice {
  /// Every theme that can be used, those asked for among them.
  let all: [Theme]
  /// The theme that someone insists on; nil lets the terminal's background decide.
  let chosen: String?
  /// The theme for a dark background.
  let dark: String
  /// The theme for a light background.
  let light: String

  /// Finds the themes that the settings name, or tells which of them cannot be had.
  init(_ preferences: Preferences, in library: ThemeLibrary) throws {
    var all = library.entries().compactMap { try? $0.theme.get() }
    func name(of setting: SettingName) throws -> String {
      let held = preferences.held(setting)
      do throws(ThemeError) {
        let theme = try library.theme(held.value)
        if !all.contains(where: { $0.name == theme.name }) { all.insert(theme, at: 0) }
        return theme.name
      } catch {
        // Only the shipped themes may be missing: a bare program still has the one built in.
        if held.source == .standard { return Theme.builtInName }
        let place =
          if case .flag(let flag) = held.source { flag } else {
            "\(held.source): \(setting.rawValue)"
          }
        throw Failure.unreadable("\(place): \(error)".printable)
      }
    }
    chosen = preferences[.theme] == "auto" ? nil : try name(of: .theme)
    dark = try name(of: .darkTheme)
    light = try name(of: .lightTheme)
    self.all = all
  }

  /// The theme to begin with, on a background that is light, dark, or nobody knows what.
  func first(on background: Appearance?) -> String {
    chosen ?? (background == .light ? light : dark)
  }
}
