import Cartography
import CursesTerminal
import Explorer
import Settings
import Theming

/// Colours, theme and glyphs.
extension Doctor {
  /// Colours that a screen uses, or would use by the terminal's description.
  var colorCount: Int {
    if let found { return found.colorCount }
    let limit = Int(preferences[.color]) ?? (preferences[.color] == "never" ? 0 : .max)
    return ColorDepth(colorCount: min(limit, facts.colorCount)).colorCount
  }

  var colors: CapabilityLine {
    let held = preferences.held(.color)
    let described = "the description of \(facts.used ?? "it") has \(facts.colorCount)"
    let value = colorCount == 0 ? "none" : colorCount > 256 ? "true colour" : String(colorCount)
    guard held.value == "auto" else {
      let wanted = Int(held.value) ?? 0
      return CapabilityLine(
        "colours", value,
        because: wanted > facts.colorCount ? "\(held.reason), but \(described)" : held.reason)
    }
    guard let promise = variable("COLORTERM"), facts.colorCount <= 256 else {
      return CapabilityLine("colours", value, because: described)
    }
    let belief =
      if found == nil {
        "; COLORTERM says \(promise), which the explorer asks the terminal to bear out"
      } else if colorCount > 256 {
        "; COLORTERM says \(promise), and more than that speaks for it"
      } else {
        "; COLORTERM says \(promise), but nothing else speaks for it"
      }
    return CapabilityLine("colours", value, because: described + belief)
  }

  private var themeName: String {
    setup.themes.first(on: found?.isLight.map { $0 ? .light : .dark } ?? nil)
  }

  var theme: CapabilityLine {
    guard setup.themes.chosen == nil else {
      return CapabilityLine("theme", themeName, because: preferences.held(.theme).reason)
    }
    guard let found else {
      return CapabilityLine(
        "theme", themeName,
        because: "theme is auto: the explorer asks the terminal for its background, and takes "
          + "dark-theme unless that is light")
    }
    let answer = found.isLight.map { "says that its background is \($0 ? "light" : "dark")" }
    let setting = found.isLight == true ? SettingName.lightTheme : .darkTheme
    return CapabilityLine(
      "theme", themeName,
      because: "theme is auto, the terminal \(answer ?? "does not tell its background"), and "
        + "\(setting.rawValue) is it")
  }

  /// The glyph sets that can be shown, and the one that would be.
  var glyphs: [CapabilityLine] {
    let usable = allGlyphSets.filter { $0.scalars.allSatisfy { facts.fillsOneCell($0) } }
    let rest = allGlyphSets.filter { set in !usable.contains { $0.name == set.name } }
    let shown = usable.map(\.name).joined(separator: ", ")
    var lines = [
      CapabilityLine(
        "glyphs that show", shown,
        because: rest.isEmpty
          ? "every character of theirs has a width of one in \(facts.charset)"
          : "\(rest.map(\.name).joined(separator: ", ")) have characters without a width of one "
            + "in \(facts.charset)")
    ]
    let depth = ColorDepth(colorCount: colorCount)
    guard let theme = setup.themes.all.first(where: { $0.name == themeName }) else { return lines }
    let palette = theme.palette(for: depth)
    let chosen = palette.glyphs(among: usable, preferring: preferences.glyphs).name
    let held = preferences.held(.glyphs)
    let reason =
      if held.value == chosen {
        held.reason
      } else if palette.glyphSetName == chosen {
        "the theme \(theme.name) has them at this depth of colours"
      } else {
        "the theme's own, \(palette.glyphSetName), do not show or need colours"
      }
    lines.append(CapabilityLine("glyphs", chosen, because: reason))
    return lines
  }
}
