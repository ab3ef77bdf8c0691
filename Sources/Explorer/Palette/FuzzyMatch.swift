/// How well a text holds some letters in their order, and which of its letters they are.
///
///     typed  adno      add nodes      the first of a word counts most, then letters in a row
///                      ^^  ^^         and every letter between two of them costs a little
struct FuzzyMatch: Hashable, Sendable {
  let score: Int
  /// The places of the letters that were typed, counted in characters.
  let places: [Int]

  private static let letter = 2
  private static let firstOfAll = 10
  private static let firstOfWord = 7
  private static let inRow = 5
  private static let none = Int.min / 2

  /// The best way to find `typed` in `text`, small and capital letters alike; nil if there is none.
  init?(_ typed: String, in text: String) {
    let wanted = Array(typed.lowercased())
    let given = Array(text.lowercased())
    guard !wanted.isEmpty, wanted.count <= given.count else {
      guard wanted.isEmpty else { return nil }
      (score, places) = (0, [])
      return
    }
    // `best[i][j]`: the best score of the letters up to i with the last of them at j.
    var best: [[Int]] = []
    var origins: [[Int]] = []
    for (i, letter) in wanted.enumerated() {
      var row = [Int](repeating: Self.none, count: given.count)
      var origin = [Int](repeating: -1, count: given.count)
      // The best end of the letters before, with what lies between taken off as it grows.
      var before = Self.none
      var beforePlace = -1
      for j in given.indices {
        if given[j] == letter {
          let own = Self.letter + Self.bonus(of: j, in: given)
          if i == 0 {
            row[j] = own - min(j, 6)
          } else if j > 0 {
            let joined = best[i - 1][j - 1] + Self.inRow
            (row[j], origin[j]) =
              joined >= before ? (joined + own, j - 1) : (before + own, beforePlace)
            if row[j] < Self.none / 2 { row[j] = Self.none }
          }
        }
        if i > 0, j > 0 {
          before -= 1
          if best[i - 1][j - 1] - 1 > before {
            (before, beforePlace) = (best[i - 1][j - 1] - 1, j - 1)
          }
        }
      }
      best.append(row)
      origins.append(origin)
    }
    guard let last = best.last, let end = last.indices.max(by: { last[$0] < last[$1] }),
      last[end] > Self.none / 2
    else { return nil }
    var places: [Int] = []
    var place = end
    for i in wanted.indices.reversed() {
      places.append(place)
      place = origins[i][place]
    }
    // Of two that fit alike the shorter one is nearer to what was meant.
    score = last[end] * 8 - min(given.count, 64)
    self.places = places.reversed()
  }

  private static func bonus(of place: Int, in text: [Character]) -> Int {
    if place == 0 { return firstOfAll }
    return text[place - 1].isLetter || text[place - 1].isNumber ? 0 : firstOfWord
  }
}
