import Cartography
import Terminal
import UserFiles
import Yams

/// Reads theme files strictly: what it does not know is an error with a line and a column.
struct ThemeReader: StrictReader {
  let file: String
  /// Colours that the theme names.
  private var names: [String: Color] = [:]

  private static let keys = ["name", "summary", "appearance", "parent", "colors", "depths"]
  private static let depthKeys = ["glyphs", "levels", "categories", "inks", "roles"]

  private init(file: String) {
    self.file = file
  }

  /// Reads the text of a theme file; `file` is what messages call it.
  static func read(_ text: String, file: String) throws(ThemeError) -> ThemeSketch {
    guard let root = try Self.parse(text, file: file) else {
      throw ThemeError(file: file, line: 1, column: 1, "the theme is empty")
    }
    var reader = ThemeReader(file: file)
    return try reader.sketch(root)
  }

  private mutating func sketch(_ root: Node) throws(ThemeError) -> ThemeSketch {
    let entries = try mapping(root, "the theme", known: Self.keys)
    guard let nameNode = entries["name"] else {
      throw error(at: root, "missing 'name' in the theme; known: \(Self.keys.list)")
    }
    var sketch = ThemeSketch(file: file, name: try word(nameNode, "name"))
    sketch.summary = try entries["summary"].map { node throws(ThemeError) in
      try word(node, "summary")
    }
    sketch.parent = try entries["parent"].map { node throws(ThemeError) in
      try word(node, "parent")
    }
    if let node = entries["appearance"] {
      sketch.appearance = try choice(node, "appearance", of: Appearance.allCases)
    }
    if let node = entries["colors"] { try readNames(node) }
    if let node = entries["depths"] {
      let depths = ColorDepth.allCases.map(\.rawValue)
      for (key, value) in try mapping(node, "depths", known: depths) {
        guard let depth = ColorDepth(rawValue: key) else { continue }
        sketch.palettes[depth] = try palette(value, at: depth)
      }
    }
    return sketch
  }

  private mutating func readNames(_ node: Node) throws(ThemeError) {
    for (name, value) in try mapping(node, "colors", known: nil) {
      guard StyleText.standardNames[name] == nil, UInt8(name) == nil else {
        throw error(at: value, "'\(name)' is the name of a colour already")
      }
      let text = value.scalar?.string ?? ""
      guard let color = UInt8(text).map(Color.init) ?? StyleText.direct(text) else {
        throw error(at: value, "a named colour must be a number from 0 to 255 or a '#rrggbb'")
      }
      names[name] = color
    }
  }

  private func palette(
    _ node: Node, at depth: ColorDepth
  ) throws(ThemeError) -> ThemeSketch.PaletteSketch {
    let place = "depths.\(depth.rawValue)"
    let entries = try mapping(node, place, known: Self.depthKeys)
    var sketch = ThemeSketch.PaletteSketch()
    sketch.line = node.mark?.line ?? 1
    sketch.column = node.mark?.column ?? 1
    if let glyphs = entries["glyphs"] {
      let name = try word(glyphs, "glyphs")
      let known = allGlyphSets.map(\.name)
      guard known.contains(name) else {
        throw error(
          at: glyphs, "unknown glyph set '\(name)'" + Suggestion.hint(for: name, among: known))
      }
      sketch.glyphs = name
    }
    if let levels = entries["levels"] {
      guard let list = levels.sequence, list.count == Ink.levels.count else {
        throw error(
          at: levels, "levels must be a list of \(Ink.levels.count) styles, empty to full")
      }
      for (ink, value) in zip(Ink.levels, list) { sketch.inks[ink] = try style(value, at: depth) }
    }
    if let categories = entries["categories"] {
      guard let list = categories.sequence, list.count == Ink.categories.count else {
        throw error(
          at: categories, "categories must be a list of \(Ink.categories.count) styles")
      }
      for (ink, value) in zip(Ink.categories, list) {
        sketch.inks[ink] = try style(value, at: depth)
      }
    }
    if let inks = entries["inks"] {
      let styles = try mapping(inks, place + ".inks", known: Ink.states.map(\.name))
      for ink in Ink.states {
        if let value = styles[ink.name] { sketch.inks[ink] = try style(value, at: depth) }
      }
    }
    if let roles = entries["roles"] {
      let styles = try mapping(roles, place + ".roles", known: Role.allCases.map(\.name))
      for role in Role.allCases {
        if let value = styles[role.name] { sketch.roles[role] = try style(value, at: depth) }
      }
    }
    return sketch
  }

  private func style(_ node: Node, at depth: ColorDepth) throws(ThemeError) -> PartialStyle {
    guard let scalar = node.scalar else {
      throw error(at: node, "a style must be text such as '231 on 54 bold'")
    }
    let known = [.truecolor, .colors256].contains(depth) ? names : [:]
    do {
      return try StyleText(names: known, depth: depth).style(scalar.string)
    } catch {
      let quote = scalar.style == .plain ? 0 : 1
      throw ThemeError(
        file: file, line: node.mark?.line,
        column: node.mark.map { $0.column + error.offset + quote }, error.message)
    }
  }
}

extension [String] {
  fileprivate var list: String { joined(separator: ", ") }
}
