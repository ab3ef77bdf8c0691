import Terminal

/// Which curses colour pair shows which two colours.
///
/// Pairs are given out once and never changed: redefining one repaints every cell that has it.
/// Where they run out, as the 63 of an 8-colour terminal do, the nearest ones stand in.
struct ColorPairs {
  /// What a cell is put with.
  struct Choice: Hashable {
    let pair: Int
    /// The pair holds the colours the other way round.
    var isSwapped = false
    /// The pair is new: curses must be told its colours.
    var isNew = false
  }

  private struct Colors: Hashable {
    let foreground: Color
    let background: Color
  }

  private let limit: Int
  private var pairs: [Colors: Int] = [.init(foreground: .standard, background: .standard): 0]
  /// In the order they were given out, so that ties are always decided alike.
  private var order: [Colors] = [.init(foreground: .standard, background: .standard)]
  private var substitutes: [Colors: Choice] = [:]

  /// A table of pairs 0 to `limit` - 1, of which 0 is the terminal's own colours.
  init(limit: Int) {
    self.limit = limit
  }

  /// How many pairs are in use.
  var count: Int { order.count }

  /// The pair for two colours, a new one if need be and possible.
  mutating func choice(foreground: Color, background: Color) -> Choice {
    let colors = Colors(foreground: foreground, background: background)
    if let pair = pairs[colors] { return Choice(pair: pair) }
    if order.count < limit {
      pairs[colors] = order.count
      order.append(colors)
      return Choice(pair: order.count - 1, isNew: true)
    }
    if let known = substitutes[colors] { return known }
    let substitute = substitute(for: colors)
    substitutes[colors] = substitute
    return substitute
  }

  private func substitute(for colors: Colors) -> Choice {
    let swapped = Colors(foreground: colors.background, background: colors.foreground)
    if let pair = pairs[swapped] { return Choice(pair: pair, isSwapped: true) }
    // The background covers more of the cell, and a lost foreground can make text vanish: text on
    // its own background only counts where that is what was asked for.
    let wantsContrast = colors.foreground != colors.background
    var best = 0
    var bestDistance = Int.max
    for (pair, candidate) in order.enumerated() {
      if wantsContrast && candidate.foreground == candidate.background { continue }
      let distance =
        2 * candidate.background.distance(to: colors.background)
        + candidate.foreground.distance(to: colors.foreground)
      if distance < bestDistance {
        best = pair
        bestDistance = distance
      }
    }
    return Choice(pair: best)
  }
}
