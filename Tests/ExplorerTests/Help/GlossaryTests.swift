import Allocation
import Cartography
import Simulation
import Terminal
import Testing

@testable import Explorer

@Suite struct GlossaryTests {
  @Test func `every word is defined once, whatever it is called`() {
    var seen: [String: String] = [:]
    for entry in Glossary.entries {
      for word in [entry.term] + entry.also {
        let other = seen.updateValue(entry.term, forKey: word.lowercased())
        #expect(other == nil, "\(word) is of \(entry.term) and of \(other ?? "")")
      }
    }
  }

  @Test func `every word leads to its own entry`() {
    for entry in Glossary.entries {
      #expect(Glossary.entry(for: entry.term) == entry, "\(entry.term)")
      for word in entry.also { #expect(Glossary.entry(for: word) == entry, "\(word)") }
      for word in entry.related { #expect(Glossary.entry(for: word) != nil, "\(word)") }
    }
  }

  @Test func `a definition is made of whole sentences`() {
    for entry in Glossary.entries {
      for sentence in entry.sentences {
        #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"), "\(sentence)")
        // The name of a metric or of a program is itself in small letters only.
        let isName = sentence.prefix { $0 != " " }.dropLast().contains { "._-/(=".contains($0) }
        #expect(isName || sentence.first?.isLowercase != true, "\(sentence)")
        #expect(!sentence.contains("  "), "\(sentence)")
        #expect(!sentence.contains(".."), "\(sentence)")
      }
    }
  }

  @Test func `every metric, mode, layer, aggregate, scale and curve has an entry`() {
    for name in MetricQuery.Name.allCases {
      let entry = Glossary.entries.first { $0.term == name.definition.word }
      #expect(entry != nil, "\(name)")
      #expect(Glossary.entry(for: name.rawValue) != nil, "\(name)")
    }
    let words =
      AllModes.descriptions.map(\.name) + Layer.allCases.map { "layer \($0.name)" }
      + Aggregate.allCases.map(\.name) + Scale.allCases.map(\.name) + allCurves.map(\.title)
    for word in words { #expect(Glossary.entry(for: word)?.term == word, "\(word)") }
  }

  @Test func `a definition with a number has the formula that the metric has`() throws {
    let stranded = try #require(Glossary.entry(for: "Stranded"))
    #expect(
      stranded.sentences.contains(
        "As a number: addresses.stranded = committed - used - reserved."))
    for entry in Glossary.entries {
      guard let metric = entry.metric else { continue }
      #expect(entry.sentences.contains { $0.contains(metric.definition.formula) }, "\(entry.term)")
    }
  }

  @Test(arguments: [
    ("stranded", "stranded"), ("POD CIDRs", "pod CIDR"), ("blocks.free", "blocks.free[/LENGTH]"),
    ("internal fragmentation", "internal waste"), ("largest free block", "largest free block"),
    ("nodes", "nodes"), ("hilbert", "Hilbert"), ("unit", "block"),
  ])
  func `a word is found by its plural, its case and its other names`(
    _ text: String, _ term: String
  ) {
    #expect(Glossary.entry(for: text)?.term == term)
  }

  @Test func `the palette opens it at a word, and says the nearest to one there is not`() throws {
    var stage = try Stage(Size(width: 80, height: 24))
    try stage.press(":glossary stranded<Enter>")
    let rows = stage.text.split(separator: "\n").map(String.init)
    #expect(rows[3].contains("│ stranded "), "\(stage.text)")
    #expect(rows[4].contains("Committed, not used and not reserved"), "\(stage.text)")
    #expect(stage.text.contains("Now, in plan demo: addresses.stranded is 11,754."))
    try stage.press("q:glossary strandet<Enter>")
    #expect(stage.text.contains("did you mean \"stranded\"?"), "\(stage.text)")
    try stage.press("<Esc>:glossary<Enter>")
    #expect(stage.text.contains("Addresses"))
    #expect(stage.state.shownPager?.title == "Glossary")
  }

  @Test func `Tab completes its words`() throws {
    var stage = try Stage()
    try stage.press(":glossary stran<Tab><Enter>")
    #expect(stage.text.contains("│ stranded "))
  }
}
