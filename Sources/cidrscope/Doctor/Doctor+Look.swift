import Cartography
import CursesTerminal
import Explorer
import Settings
import Theming

/// Colours, theme and glyphs.
extension Doctor {
  /// Colours that a screen would use.
  var colorCount: Int {
    let limit = Int(preferences[.color]) ?? (preferences[.color] == "never" ? 0 : .max)
    return ColorDepth(colorCount: min(limit, facts.colorCount)).colorCount
  }

  var colors: CapabilityLine {
    let held = preferences.held(.color)
    let described = "the description of \(facts.used ?? "it") has \(facts.colorCount)"
    let value = colorCount == 0 ? "none" : String(colorCount)
    guard held.value != "auto" else {
      return CapabilityLine("colours", value, because: described)
    }
    let wanted = Int(held.value) ?? 0
    return CapabilityLine(
      "colours", value,
      because: wanted > facts.colorCount ? "\(held.reason), but \(described)" : held.reason)
  }

  private var themeName: String { setup.themes.first(on: nil) }

  var theme: CapabilityLine {
    guard setup.themes.chosen != nil else {
      let held = preferences.held(.darkTheme)
      return CapabilityLine(
        "theme", themeName,
        because: "theme is auto, and dark-theme is it: \(held.reason)")
    }
    return CapabilityLine("theme", themeName, because: preferences.held(.theme).reason)
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
