import Simulation
import Testing

@Suite struct CommandDescriptionTests {
  @Test(arguments: 0..<CommandDraw.kinds)
  func `a command prints as a line that reads back as the same command`(kind: Int) throws {
    for seed in 0..<200 {
      var draw = CommandDraw(seed: UInt64(kind * 1_000 + seed))
      let command = draw.command(ofKind: kind)
      let line = command.description
      #expect(try Command(parsing: line) == command, "seed \(seed): \(line)")
      #expect(!line.contains("\n"))
    }
  }

  @Test func `the draws make every form of the vocabulary`() {
    var seen: Set<String> = []
    for kind in 0..<CommandDraw.kinds {
      var draw = CommandDraw(seed: UInt64(kind))
      seen.insert(draw.command(ofKind: kind).verb)
    }
    #expect(seen == Set(Vocabulary.forms.map(\.name)))
  }

  @Test(arguments: 0..<CommandDraw.kinds)
  func `a line begins with its verb, which is a row of the vocabulary`(kind: Int) {
    var draw = CommandDraw(seed: UInt64(kind))
    let command = draw.command(ofKind: kind)
    let words = command.description.split(separator: " ")
    #expect(words.starts(with: command.verb.split(separator: " ")))
    #expect(Vocabulary.forms.contains { $0.name == command.verb })
  }
}
