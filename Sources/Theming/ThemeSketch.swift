import Cartography
import Terminal
import UserFiles

/// A theme file as it was read: what it leaves out, its parent may have.
struct ThemeSketch: Sendable {
  /// The file, for messages about what is missing.
  let file: String
  var name: String
  var summary: String?
  var appearance: Appearance?
  /// The theme that has what this one leaves out.
  var parent: String?
  var palettes: [ColorDepth: PaletteSketch] = [:]

  /// One depth as it was read.
  struct PaletteSketch: Sendable {
    /// Where it is in the file, for messages about what is missing.
    var line = 1
    var column = 1
    var glyphs: String?
    var inks: [Ink: PartialStyle] = [:]
    var roles: [Role: PartialStyle] = [:]

    /// Fills every gap from another.
    mutating func complete(by other: PaletteSketch) {
      glyphs = glyphs ?? other.glyphs
      inks.merge(other.inks) { own, _ in own }
      roles.merge(other.roles) { own, _ in own }
    }
  }

  /// The sketch with every gap filled from its parent.
  func completed(by parent: ThemeSketch) -> ThemeSketch {
    var result = self
    result.summary = summary ?? parent.summary
    result.appearance = appearance ?? parent.appearance
    result.parent = parent.parent
    for (depth, theirs) in parent.palettes {
      // A parent's finer shades of its own colours are none of the colours that stand here.
      if depth == .truecolor && palettes[.colors256] != nil { continue }
      guard var mine = palettes[depth] else {
        result.palettes[depth] = theirs
        continue
      }
      mine.complete(by: theirs)
      result.palettes[depth] = mine
    }
    return result
  }

  /// The theme, if nothing is missing.
  func theme() throws(ThemeError) -> Theme {
    guard let summary else { throw missing(["summary"], in: "the theme") }
    guard let appearance else { throw missing(["appearance"], in: "the theme") }
    var finished: [ColorDepth: Palette] = [:]
    // The first depth is had from the second, which is therefore what is missing.
    for depth in [.colors256] + ColorDepth.allCases.filter({ $0 != .colors256 }) {
      var sketch = palettes[depth]
      if depth == .truecolor, let coarse = palettes[.colors256] {
        // What has no finer shade looks as it does with 256 colours.
        sketch = sketch ?? coarse
        sketch?.complete(by: coarse)
      }
      guard let sketch else { throw missing([depth.rawValue], in: "depths") }
      finished[depth] = try palette(sketch, at: depth)
    }
    guard
      let theme = Theme(name: name, summary: summary, appearance: appearance, palettes: finished)
    else { preconditionFailure("every depth was there") }
    return theme
  }

  private func palette(
    _ sketch: PaletteSketch, at depth: ColorDepth
  ) throws(ThemeError) -> Palette {
    let place = "depths.\(depth.rawValue)"
    guard let glyphs = sketch.glyphs else { throw missing(["glyphs"], in: place, at: sketch) }
    guard Ink.levels.allSatisfy({ sketch.inks[$0] != nil }) else {
      throw missing(["levels"], in: place, at: sketch)
    }
    guard Ink.categories.allSatisfy({ sketch.inks[$0] != nil }) else {
      throw missing(["categories"], in: place, at: sketch)
    }
    let inks = Ink.states.filter { sketch.inks[$0] == nil }.map(\.name)
    guard inks.isEmpty else { throw missing(inks, in: place + ".inks", at: sketch) }
    let roles = Role.allCases.filter { sketch.roles[$0] == nil }.map(\.name)
    guard roles.isEmpty, let text = sketch.roles[.text]?.filled() else {
      throw missing(roles, in: place + ".roles", at: sketch)
    }
    // A role that names no colour stands on the ground of ordinary text and in its colour.
    guard
      let palette = Palette(
        depth: depth, glyphSetName: glyphs, inks: sketch.inks.mapValues { $0.filled() },
        roles: sketch.roles.mapValues { $0.filled(from: text) })
    else { preconditionFailure("every ink and role was there") }
    return palette
  }

  private func missing(
    _ keys: [String], in place: String, at sketch: PaletteSketch? = nil
  ) -> ThemeError {
    let list = keys.map { "'\($0)'" }.joined(separator: ", ")
    return ThemeError(
      file: file, line: sketch?.line ?? 1, column: sketch?.column ?? 1,
      "missing \(list) in \(place); give it or name a parent theme that has it")
  }
}
