import Simulation
import Testing

@testable import Explorer

@Suite struct ReaderHelpTests {
  private func lines(_ words: String) throws -> [String] {
    var reader = Reader(
      try Stage(
        script: [
          "plan a mode=cluster-pool pool=10.0.0.0/16 mask=24", "add nodes 2", "add pods 9",
        ]
      ).state)
    return reader.take(words).lines
  }

  @Test func `a term is lines, each for itself`() throws {
    #expect(
      try lines("glossary stranded") == [
        "Stranded.",
        "Committed, not used and not reserved: idle, and no other node can have it. Pods of this "
          + "node may still come to use it; pods of others never.",
        "As a number: addresses.stranded = committed - used - reserved.",
        "See: idle, internal waste.", "Now, in plan a: addresses.stranded is 495.",
      ])
    #expect(try lines("help pod CIDR") == lines("glossary pod CIDR"))
    #expect(
      try lines("glossary strandet") == [
        "The glossary has no \"strandet\".", "Did you mean \"stranded\"?",
      ])
  }

  @Test func `without a term the words are listed by what they are about`() throws {
    let all = try lines("glossary")
    #expect(all.count == Glossary.Entry.Topic.allCases.count + 1)
    #expect(all.contains { $0.hasPrefix("Free space: free block, largest free block") })
  }

  @Test func `help is of words and of actions`() throws {
    #expect(try lines("help").contains { $0.contains("glossary TERM") })
    #expect(try lines("help zoom-in").first?.hasPrefix("zoom-in: closer") == true)
  }

  @Test func `here tells everything that shows with its value`() throws {
    let all = try lines("here")
    #expect(all.contains("nodes 2: 2 ready, 0 waiting, 0 failed."))
    #expect(all.contains { $0.hasPrefix("free 65,024 99.2%: Total - committed - withheld.") })
    #expect(all.contains("Here and now: the legend."))
  }

  @Test func `what was told is told again`() throws {
    var reader = Reader(try Stage(script: ["plan a mode=cluster-pool pool=10.0.0.0/24"]).state)
    #expect(reader.take("messages").lines == ["Nothing was told yet."])
    _ = reader.take("add nodes 1")
    #expect(reader.take("messages").lines.first?.contains("odes 1") == true)
  }
}
