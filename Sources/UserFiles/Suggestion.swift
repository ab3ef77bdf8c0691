/// The words that were meant, for messages about words that were written.
public enum Suggestion {
  /// The known word nearest to `word`, when it is near enough to be a slip of the hand.
  public static func nearest(to word: String, among known: [String]) -> String? {
    let ranked = known.map { (distance(word, $0), $0) }
    guard let best = ranked.min(by: { $0.0 < $1.0 }) else { return nil }
    return best.0 <= max(1, min(word.count, best.1.count) / 3) ? best.1 : nil
  }

  /// `, did you mean 'free'?` or nothing, then all the known words.
  public static func hint(for word: String, among known: [String]) -> String {
    let meant = nearest(to: word, among: known).map { ", did you mean '\($0)'?" } ?? ";"
    return "\(meant) known: \(known.joined(separator: ", "))"
  }

  /// Letters to insert, remove, replace or swap with their neighbour.
  static func distance(_ from: String, _ to: String) -> Int {
    let from = Array(from)
    let to = Array(to)
    var rows = [Array(0...to.count)]
    for i in 0..<from.count {
      var row = [i + 1]
      for j in 0..<to.count {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (from[i] == to[j] ? 0 : 1))
        if i > 0, j > 0, from[i] == to[j - 1], from[i - 1] == to[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[from.count][to.count]
  }
}
