import Testing

@testable import Cartography

@Test func `every ink has a place and a name of its own`() {
  #expect(Ink.allCases.map(\.index) == Array(0..<Ink.allCases.count))
  #expect(Set(Ink.allCases.map(\.name)).count == Ink.allCases.count)
  #expect(Ink.levels.count == Ink.topLevel + 1)
  #expect(Ink.states.count + Ink.levels.count + Ink.categories.count == Ink.allCases.count)
}

@Test func `aggregates take turns`() {
  #expect(Aggregate.mean.next == .max)
  #expect(Aggregate.anyFull.next == .mean)
  #expect(Aggregate.allCases.map(\.name) == ["mean", "max", "least-free", "any-full"])
  #expect(Set(Aggregate.allCases.map(\.summary)).count == 4)
}

@Test func `every mark has its letter`() {
  #expect(String(Mark.allCases.map { Character($0.scalar) }) == "!CRF<>~&")
  #expect(Mark.allCases.allSatisfy { Character($0.scalar) == $0.rawValue })
  #expect(Set(Mark.allCases.map(\.name)).count == Mark.allCases.count)
}
