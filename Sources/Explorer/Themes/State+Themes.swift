import Terminal
import Theming

extension ExplorerApp.State {
  /// How often the folders of themes are looked at while the picker is open.
  static let themeInterval: Duration = .seconds(1)

  /// Opens the list of themes, the one that shows under the bar.
  mutating func openThemes() {
    overlay = .themes(ThemePicker(look.themes, shown: look.theme.name))
    outbox.append(.readThemes)
  }

  mutating func press(_ key: Key, in picker: ThemePicker) {
    var picker = picker
    switch picker.press(key, rows: Painter.themeRows(in: Painter.themeRect(layout))) {
    case .stays: show(picker)
    case .keeps:
      overlay = nil
      notice = themeNotice
    case .givesBack:
      overlay = nil
      look.use(picker.original)
    }
    adoptLayout()
  }

  /// Shows the picker, and everything else in the theme under its bar.
  mutating func show(_ picker: ThemePicker) {
    look.use(picker.selected ?? picker.original)
    overlay = .themes(picker)
  }

  /// Takes the themes that the folders hold now; a broken file costs only itself.
  mutating func note(_ reading: ThemeReading) {
    guard case .themes(var picker) = overlay else { return }
    look.replaceThemes(with: reading.themes)
    picker.adopt(ThemeReading(themes: look.themes, faults: reading.faults))
    show(picker)
  }

  /// Asks for the folders again once it is time.
  mutating func lookForThemes(at time: Duration) {
    guard case .themes(var picker) = overlay else { return }
    if let last = picker.readAt, time < last + Self.themeInterval { return }
    picker.readAt = time
    overlay = .themes(picker)
    outbox.append(.readThemes)
  }

  /// The time until the folders are to be looked at; nil while nobody looks at themes.
  var nextThemeTick: Duration? {
    if case .themes = overlay { return Self.themeInterval }
    return nil
  }
}
