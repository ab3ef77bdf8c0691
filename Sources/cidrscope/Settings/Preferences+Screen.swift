import Cartography
import CursesTerminal
import Explorer
import Reporting
import Settings

extension Preferences {
  /// Colours of the screen.
  var colorMode: CursesScreen.ColorMode {
    CursesScreen.ColorMode(rawValue: self[.color]) ?? .automatic
  }

  /// Whether the terminal is told where frames begin and end.
  var synchronization: CursesScreen.Synchronization {
    CursesScreen.Synchronization(rawValue: self[.sync]) ?? .automatic
  }

  /// The glyphs of a map as text: those asked for where they read without colours.
  var textGlyphs: any GlyphSet {
    TextMap.readableGlyphs.first { $0.name == self[.glyphs] } ?? TextMap.standardGlyphs
  }

  /// How the explorer looks at a cluster first.
  var beginning: Beginning {
    var beginning = Beginning()
    beginning.layer = layer
    beginning.aggregate = aggregate
    beginning.scale = scale
    beginning.curve = curve
    beginning.showsLegend = isOn(.legend)
    beginning.showsNames = isOn(.names)
    beginning.isPresented = isOn(.presenter)
    switch self[.aids] {
    case "lens": beginning.aids = .lens
    case "minimap": beginning.aids = .lensAndMinimap
    default: beginning.aids = .none
    }
    return beginning
  }
}
