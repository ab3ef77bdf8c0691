import Addressing
import TestSupport
import Testing

@testable import Cartography

/// Order 3 of the curve, a walk along it: the first quarter full, then filling less and less, and
/// the last quarter free; one block on the way is refused.
private let walk: PixelRaster = {
  let shape = GridShape(order: 3)
  var raster = PixelRaster(width: 8, height: 8)
  for index in 0..<64 {
    let point = Hilbert().point(at: UInt128(index), in: shape)
    let ink: Ink =
      switch index {
      case ..<16: .level(8)
      case ..<48: .level(UInt8((48 - index) / 4))
      default: .free
      }
    raster.set(x: point.x, y: point.y, ink: ink, mark: index == 37 ? .failed : nil)
  }
  return raster
}()

/// The characters of a picture, and beside it the inks in front and behind, as letters.
private func drawn(_ raster: PixelRaster, _ name: String) -> String {
  let cells = CellRaster(raster, glyphs: glyphSet(named: name)!)
  return (0..<cells.rows).map { row in
    func line(_ letter: (MapCell) -> Unicode.Scalar) -> String {
      (0..<cells.columns).map { String(letter(cells[$0, row])) }.joined()
    }
    return line(\.scalar) + "|" + line { ASCIIRamp.letter(for: $0.foreground) } + "|"
      + line { ASCIIRamp.letter(for: $0.background) } + "|"
  }.joined(separator: "\n")
}

/// Order 4, of two states: of every 27 pixels along the curve nine are somebody's.
private let states: PixelRaster = {
  let shape = GridShape(order: 4)
  var raster = PixelRaster(width: 16, height: 16)
  for index in 0..<256 {
    let point = Hilbert().point(at: UInt128(index), in: shape)
    raster.set(x: point.x, y: point.y, ink: index / 9 % 3 == 0 ? .level(4) : .free)
  }
  return raster
}()

/// The characters, the inks in front and the inks behind.
private let walks = [
  "half": """
          |@@@@    |@@@@    |
          |@@@@    |@@@@    |
  ▀  ▀▀  ▀|@%+++=..|%%+*==.:|
  ▀ ▀ ! ▀ |%##*---:|##**--::|
  """,
  "wide": """
                  |@@@@@@@@        |@@@@@@@@        |
                  |@@@@@@@@        |@@@@@@@@        |
                  |@@@@@@@@        |@@@@@@@@        |
                  |@@@@@@@@        |@@@@@@@@        |
                  |@@%%++++++==....|@@%%++++++==....|
                  |%%%%++**====..::|%%%%++**====..::|
                  |%%####**==----::|%%####**==----::|
          !       |####****----::::|####****----::::|
  """,
  "bars": """
  ████████········|@@@@@@@@        |........        |
  ████████········|@@@@@@@@        |........        |
  ████████········|@@@@@@@@        |........        |
  ████████········|@@@@@@@@        |........        |
  ██▇▇▄▄▄▄▄▄▃▃____|@@%%++++++==....|................|
  ▇▇▇▇▄▄▅▅▃▃▃▃__▁▁|%%%%++**====..::|................|
  ▇▇▆▆▆▆▅▅▃▃▂▂▂▂▁▁|%%####**==----::|................|
  ▆▆▆▆▅▅▅▅!▂▂▂▁▁▁▁|####****----::::|........-.......|
  """,
  "shades": """
  ████████        |@@@@@@@@        |........        |
  ████████        |@@@@@@@@        |........        |
  ████████        |@@@@@@@@        |........        |
  ████████        |@@@@@@@@        |........        |
  ██▓█▒▒▒▒▒▒░▒····|@@%%++++++==....|................|
  ▓█▓█▒▒▒▓░▒░▒···░|%%%%++**====..::|................|
  ▓█▓▓▓▓▒▓░▒░░░░·░|%%####**==----::|................|
  ▓▓▓▓▒▓▒▓!░░░·░·░|####****----::::|........-.......|
  """,
  "ascii": """
  @@@@@@@@        |@@@@@@@@        |@@@@@@@@        |
  @@@@@@@@        |@@@@@@@@        |@@@@@@@@        |
  @@@@@@@@        |@@@@@@@@        |@@@@@@@@        |
  @@@@@@@@        |@@@@@@@@        |@@@@@@@@        |
  @@%%++++++==....|@@%%++++++==....|@@%%++++++==....|
  %%%%++**====..::|%%%%++**====..::|%%%%++**====..::|
  %%####**==----::|%%####**==----::|%%####**==----::|
  ####****!---::::|####****----::::|####****----::::|
  """,
  "quadrants": """
      |@@  |@@  |
      |@@  |@@  |
  ▘▗▘▗|@*+:|%+=.|
  ▘▘!▘|%#--|#*-:|
  """,
  "sextants": """
      |@@  |@@  |
  🬆🬂🬹🬹|@@=.|%+  |
  🬎🬎!🬎|#*-:|  - |
  """,
  "braille": """
  ⣿⣿  |@@  |    |
  ⣿⣿!⣿|%*-:|  - |
  """,
]

@Test(arguments: NamedGlyphs.all)
func `a walk of order three in every glyph set`(_ named: NamedGlyphs) {
  #expect(drawn(walk, named.glyphs.name) == walks[named.glyphs.name])
}

private let pairs = [
  "quadrants": """
        ▖ |+     + |+       |
   ▘ ▖ ▗  |++++ +++|+ +   ++|
   ▌     ▐|+++ ++ +|+ + ++  |
  ▜       |+      +|       +|
       ▖ ▟|     + +|        |
    ▗     |  ++++  |   +++  |
  ▟     ▄ |+  +  + |   +    |
   ▌     ▙|++    ++|+     + |
  """,
  "sextants": """
   🬏🬭   🬱🬭|+++   ++|+       |
   🬓 🬀🬹🬻🬂🬨|++++++++|+ +     |
  🬊      🬬|+      +|        |
    🬞🬹🬹🬺 🬂|  ++++ +|        |
  🬻🬏 🬎  🬹🬏|++ +  ++|        |
  🬂🬀🬂🬂🬂🬂🬂🬂|++    ++|        |
  """,
  "braille": """
  ⣿⠄⣤⡀ ⢀⣦⣤|++++ +++|        |
  ⢿⠃⠛ ⠛⠛ ⣼|+++ ++ +|        |
    ⢀⣤⣤⣦ ⠚|  ++++ +|        |
  ⣾⡄ ⠛  ⣶⣄|++ +  ++|        |
  """,
]

@Test(arguments: ["quadrants", "sextants", "braille"])
func `two states in every set that packs them`(_ name: String) {
  #expect(drawn(states, name) == pairs[name])
}
