import TestSupport
import Testing

@testable import Simulation

@Suite struct SuggestionTests {
  /// The distance by its definition, without a table: the best of the four last steps.
  private func slowDistance(_ a: ArraySlice<Unicode.Scalar>, _ b: ArraySlice<Unicode.Scalar>) -> Int
  {
    guard let lastA = a.last, let lastB = b.last else { return a.count + b.count }
    var best = min(
      slowDistance(a.dropLast(), b) + 1, slowDistance(a, b.dropLast()) + 1,
      slowDistance(a.dropLast(), b.dropLast()) + (lastA == lastB ? 0 : 1))
    if a.count > 1, b.count > 1, lastA == b.dropLast().last, lastB == a.dropLast().last {
      best = min(best, slowDistance(a.dropLast(2), b.dropLast(2)) + 1)
    }
    return best
  }

  @Test func `the distance is that of its definition`() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<200 {
      let words = (0..<2).map { _ in
        (0..<random.int(in: 0..<6)).map { _ in random.int(in: 0..<2) == 0 ? "a" : "b" }
          .flatMap(\.unicodeScalars)
      }
      #expect(
        Suggestion.distance(words[0], words[1]) == slowDistance(words[0][...], words[1][...]),
        "\(words)")
    }
  }

  @Test(arguments: [
    ("nod", "node"), ("ndoe", "node"), ("NODE", "node"), ("pdos", "pods"), ("describ", "describe"),
    ("desc", "describe"), ("zzz", nil), ("x", nil), ("", nil), ("no", nil),
  ])
  func `the nearest word is at most a slip away`(word: String, nearest: String?) {
    let words = ["node", "nodes", "pod", "pods", "describe"]
    #expect(Suggestion.nearest(to: word, among: words) == nearest)
  }

  @Test func `a text of any length costs little`() {
    let text = String(repeating: "node", count: 1 << 20)
    #expect(Suggestion.nearest(to: text, among: ["node"]) == nil)
  }
}
