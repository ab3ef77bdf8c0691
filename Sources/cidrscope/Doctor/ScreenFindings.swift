/// What only an open screen knows, for it has asked the terminal.
struct ScreenFindings {
  /// Colours in use.
  let colorCount: Int
  /// Whether the terminal's background is light; nil if it did not say.
  let isLight: Bool?
  /// Whether pictures are sent between marks that have the terminal show them in one go.
  let isSynchronized: Bool
}
