import Foundation
import Testing

@testable import Importing

struct AllArtefactsTests {
  @Test func `every artefact that is written is on the list`() throws {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    let folder = root.appending(path: "Sources/Importing/Artefacts")
    let listed = Set(allArtefacts.map { "\($0)" })
    var written: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n") where line.hasPrefix("enum ") {
        let words = line.split(separator: " ")
        guard line.hasSuffix("Artefact {") else { continue }
        written.insert(String(words[1].dropLast()))
      }
    }
    #expect(written == listed)
    #expect(allArtefacts.count == listed.count)
  }

  @Test func `each kind has a name of its own`() {
    #expect(Set(Importer.kinds).count == allArtefacts.count)
  }
}
