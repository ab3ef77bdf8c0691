public import Measurement

/// The free-block spectrum in words: how many free pieces of each size there are.
public enum FreeSpectrum {
  /// One line: `largest free /23; free pieces: 1 of /23, 2 of /24`.
  public static func words(of space: FreeSpace) -> String {
    guard let largest = space.largestFree else { return "nothing free" }
    let sizes = space.pieces.keys.sorted()
    let shown = sizes.prefix(sizesShown).map { length in
      "\((space.pieces[length] ?? 0).grouped) of /\(length)"
    }
    let rest = sizes.dropFirst(sizesShown).reduce(0) { $0 + (space.pieces[$1] ?? 0) }
    return "largest free /\(largest); free pieces: \(shown.joined(separator: ", "))"
      + (rest > 0 ? ", \(rest.grouped) smaller" : "")
  }

  private static let sizesShown = 12
}
