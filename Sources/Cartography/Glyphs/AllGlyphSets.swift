/// Every glyph set there is, in menu order; the first is the default.
///
/// Where a choice cannot be used the first stands in that can, so the plain ones come before the
/// dense ones.
public let allGlyphSets: [any GlyphSet] = [
  HalfBlocks(), Wide(), Bars(), Shades(), ASCIIRamp(), Quadrants(), Sextants(), Braille(),
]

/// Those of them that stay within ASCII, for terminals that show nothing else.
public let plainGlyphSets: [any GlyphSet] = allGlyphSets.filter(\.isASCII)

/// The glyph set that a theme or an option names, if there is one.
public func glyphSet(named name: String) -> (any GlyphSet)? {
  allGlyphSets.first { $0.name == name }
}
