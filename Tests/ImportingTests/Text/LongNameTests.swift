import Importing
import Testing

struct LongNameTests {
  private let long = String(repeating: "n", count: 5_000)

  private func isHarmless(_ line: String) -> Bool {
    line.unicodeScalars.count < 5_000
      && line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
  }

  @Test func `a name that no cluster can have is told, kept, and cut where it is shown`() throws {
    let (cluster, report) = try read(#"{"kind":"Node","metadata":{"name":"\#(long)"}}"#)
    #expect(cluster.nodes.map(\.name) == [long])
    #expect(report.says(.warning, "Node names longer than the 253 characters"))
    #expect(report.lines.allSatisfy { isHarmless($0.description) })
  }

  @Test func `an error cuts the names of files, keys and values`() throws {
    let texts = [
      #"{"kind":"Node","metadata":{"name":"a"},"spec":{"podCIDRs":"\#(long)"}}"#,
      "\(long): {\(long): [\(long)\u{7}}",
      #"{"kind":"Node","metadata":{"name":"a","name":"b"}}"#,
    ]
    for text in texts {
      let error = #expect(throws: ImportError.self) { try read(text, named: "f\u{1B}" + long) }
      #expect(isHarmless("\(try #require(error))"))
    }
  }

  @Test func `one character of many scalars is cut as well`() throws {
    let stacked = "e" + String(repeating: "\u{301}", count: 50_000)
    let (_, report) = try read(#"{"kind":"Node","metadata":{"name":"\#(stacked)"}}"#)
    #expect(report.lines.allSatisfy { isHarmless($0.description) })
  }
}
