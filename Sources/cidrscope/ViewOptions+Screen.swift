import Cartography
import CursesTerminal
import Glibc
import Theming

/// The themes the explorer can cycle through, and the one to begin with.
struct ChosenThemes {
  let all: [Theme]
  let first: String
}

extension ViewOptions {
  /// Colours of the screen: what was asked for, else none where `NO_COLOR` says so, else what the
  /// terminal has.
  var colorMode: CursesScreen.ColorMode {
    switch color {
    case .colors256: .colors256
    case .colors16: .colors16
    case .colors8: .colors8
    case .never: .never
    case .auto: Self.wantsNoColor ? .never : .automatic
    }
  }

  /// The convention of no-color.org: set and not empty.
  private static var wantsNoColor: Bool {
    getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
  }

  /// The glyph set that was insisted on.
  var wantedGlyphs: (any GlyphSet)? {
    glyphs == .auto ? nil : glyphSet(named: glyphs.rawValue)
  }

  /// Every theme that can be used, the one asked for first in line.
  func themes() throws -> ChosenThemes {
    let library = ThemeSearch.library
    var all = library.entries().compactMap { try? $0.theme.get() }
    guard let theme else { return ChosenThemes(all: all, first: Theme.builtInName) }
    do throws(ThemeError) {
      let chosen = try library.theme(theme)
      if !all.contains(where: { $0.name == chosen.name }) { all.insert(chosen, at: 0) }
      return ChosenThemes(all: all, first: chosen.name)
    } catch {
      throw Failure.unreadable(error.description)
    }
  }
}
