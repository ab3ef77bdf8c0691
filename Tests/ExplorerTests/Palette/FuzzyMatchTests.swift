import Testing

@testable import Explorer

@Suite struct FuzzyMatchTests {
  @Test(arguments: [
    ("adno", "add nodes", [0, 1, 4, 5]),
    ("rp", "remove pods", [0, 7]),
    ("laych", "layer-churn", [0, 1, 2, 6, 7]),
    ("SEEK", "seek", [0, 1, 2, 3]),
    ("", "anything", []),
  ])
  func `the letters it finds are the first of words where there are such`(
    typed: String, text: String, places: [Int]
  ) throws {
    #expect(try #require(FuzzyMatch(typed, in: text)).places == places)
  }

  @Test(arguments: [("dna", "and"), ("x", ""), ("adds", "add"), ("é", "e")])
  func `letters in another order are none`(typed: String, text: String) {
    #expect(FuzzyMatch(typed, in: text) == nil)
  }

  @Test(arguments: [
    ("add no", "add node", "add annotation"),
    ("rem", "remove node", "theme"),
    ("un", "undo", "uncordon"),
    ("cap", "caps", "scratch pad"),
  ])
  func `what was meant goes first`(typed: String, better: String, worse: String) throws {
    let one = try #require(FuzzyMatch(typed, in: better))
    let other = FuzzyMatch(typed, in: worse)
    #expect(one.score > other?.score ?? .min)
  }

  /// The slow model: every way to choose the letters, each judged by itself.
  @Test func `no other choice of letters is better`() {
    let texts = ["add nodes", "a-b-ab", "aabab", "no node", "banana bandana"]
    let typed = ["a", "ab", "an", "nod", "ana", "bana", "aba", "nn"]
    for text in texts {
      for wanted in typed {
        let letters = Array(text)
        let best = Self.choices(of: Array(wanted), in: letters).map { Self.score($0, letters) }
          .max()
        let found = FuzzyMatch(wanted, in: text)
        #expect(found?.score == best.map { $0 * 8 - letters.count }, "\(wanted) in \(text)")
        if let found { #expect(Self.score(found.places, letters) == best) }
      }
    }
  }

  private static func choices(of wanted: [Character], in text: [Character]) -> [[Int]] {
    guard let first = wanted.first else { return [[]] }
    return text.indices.filter { text[$0] == first }.flatMap { place in
      choices(of: Array(wanted.dropFirst()), in: Array(text[(place + 1)...]))
        .map { [place] + $0.map { $0 + place + 1 } }
    }
  }

  private static func score(_ places: [Int], _ text: [Character]) -> Int {
    var score = -min(places[0], 6)
    for (index, place) in places.enumerated() {
      let isFirst = place == 0 || !(text[place - 1].isLetter || text[place - 1].isNumber)
      score += 2 + (place == 0 ? 10 : isFirst ? 7 : 0)
      guard index > 0 else { continue }
      let gap = place - places[index - 1] - 1
      score += gap == 0 ? 5 : -gap
    }
    return score
  }
}
