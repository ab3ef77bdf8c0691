import Testing

@testable import UserFiles

@Test func `the nearest word is offered when it is near`() {
  let known = ["free", "reserved", "full"]
  #expect(Suggestion.nearest(to: "fere", among: known) == "free")
  #expect(Suggestion.nearest(to: "reservd", among: known) == "reserved")
  #expect(Suggestion.nearest(to: "banana", among: known) == nil)
  #expect(Suggestion.nearest(to: "x", among: []) == nil)
}

@Test(arguments: [
  ("", "", 0), ("a", "", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("form", "from", 1),
])
func `distance counts the slips of a hand`(_ from: String, _ to: String, _ slips: Int) {
  #expect(Suggestion.distance(from, to) == slips)
  #expect(Suggestion.distance(to, from) == slips)
}
