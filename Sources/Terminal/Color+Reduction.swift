/// Standing in for colours that a terminal does not have.
extension Color {
  /// The nearest entry among the first `count` of the palette; the default stays what it is.
  ///
  /// Themes choose their colours for 16 and 8 entries themselves. This is the net below them.
  public func reduced(to count: Int) -> Color {
    guard self != .standard, count <= 256, index.map({ Int($0) >= count }) ?? true else {
      return self
    }
    guard count > 0 else { return .standard }
    // The first sixteen are the user's own, so where there are more they stand in for nothing.
    var nearest = count == 256 ? Color(index: 16) : .black
    for candidate in (count == 256 ? 17 : 1)..<count {
      let color = Color(index: UInt8(candidate))
      if color.distance(to: self) < nearest.distance(to: self) { nearest = color }
    }
    return nearest
  }

  /// How different two colours are: squared distance in RGB; to the default, as far as can be.
  public func distance(to other: Color) -> Int {
    if self == other { return 0 }
    guard let mine = components, let others = other.components else { return 3 * 255 * 255 }
    let (red, green, blue) = (mine.0 - others.0, mine.1 - others.1, mine.2 - others.2)
    return red * red + green * green + blue * blue
  }

  /// Red, green and blue; of a palette entry as xterm has it by default, nil for the default.
  ///
  /// xterm 390, 256colres.h and XTerm-col.ad.
  public var components: (red: Int, green: Int, blue: Int)? {
    if let rgb = rgb.map(Int.init) { return (rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF) }
    guard let index = index.map(Int.init) else { return nil }
    if index < 16 { return Self.basic[index] }
    if index >= 232 {
      let grey = 8 + 10 * (index - 232)
      return (grey, grey, grey)
    }
    let steps = [0, 95, 135, 175, 215, 255]
    let cube = index - 16
    return (steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
  }

  private static let basic: [(red: Int, green: Int, blue: Int)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
    (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
    (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]
}
