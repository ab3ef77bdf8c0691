/// Every glyph set there is, in menu order; the first is the default.
public let allGlyphSets: [any GlyphSet] = [HalfBlocks(), Wide(), Bars(), ASCIIRamp()]

/// The glyph set that a theme or an option names, if there is one.
public func glyphSet(named name: String) -> (any GlyphSet)? {
  allGlyphSets.first { $0.name == name }
}
