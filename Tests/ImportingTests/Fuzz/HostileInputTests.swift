import Importing
import Testing

/// Inputs that somebody made to do harm.
struct HostileInputTests {
  private func deep(_ open: String, _ count: Int = 200_000) -> String {
    String(repeating: open, count: count)
  }

  @Test(arguments: [
    "[", #"{"a":"#, #"[{"kind":"List","items":["#, #"{"kind":"Node","metadata":["#, "- ",
    "a: [", "[\n", "{\"items\":[",
  ])
  func `nesting without end is refused with its place`(open: String) {
    let reason = refusal(of: deep(open))
    #expect(reason?.contains("deep") == true, "\(reason?.prefix(200) ?? "read")")
    #expect(reason?.hasPrefix("input:") == true)
  }

  @Test func `nesting inside an item of a list is refused with its place`() {
    let item = #"{"kind":"Node","metadata":{"name":"a","labels":"# + deep("[") + deep("]") + "}}"
    for text in [
      #"{"kind":"List","items":["# + "\n" + item + "]}",
      #"{"kind":"NodeList","items":["# + "\n" + item + "]}",
      "\n" + item,
    ] {
      let reason = refusal(of: text)
      #expect(reason?.hasPrefix("input:2:") == true, "\(reason?.prefix(200) ?? "read")")
      #expect(reason?.contains("nested deeper than 500 levels") == true)
    }
  }

  @Test func `YAML indented without end is refused`() {
    let lines = (0..<1_200).map { String(repeating: " ", count: $0) + "a:\n" }
    let reason = refusal(of: lines.joined())
    #expect(reason?.contains("deep") == true, "\(reason?.prefix(200) ?? "read")")
  }

  @Test(arguments: [
    (#"{"kind":"Node","metadata":{"name":"a",\#n"name":"b"}}"#, "input:1:"),
    (#"{"kind":"Node","kind":"Pod","metadata":{"name":"a"}}"#, "input:1:"),
    (#"{"kind":"NodeList","items":[\#n{"metadata":{"name":"a","name":"b"}}]}"#, "input:2:"),
    (#"{"kind":"NodeList","items":[],"items":[]}"#, "input:1:"),
    ("kind: Node\nmetadata:\n  name: a\n  name: b\n", "input:4:3:"),
  ])
  func `a key that is given twice is refused with its place`(text: String, place: String) {
    let reason = refusal(of: text)
    #expect(reason?.hasPrefix(place) == true, "\(reason ?? "read")")
    #expect(reason?.contains("twice") == true || reason?.contains("again") == true)
  }

  @Test(arguments: [
    "1e400", "-1e400", String(repeating: "9", count: 4_000),
    "0.\(String(repeating: "1", count: 4_000))",
  ])
  func `numbers without measure are refused or left out, and never guessed`(number: String) {
    let json = #"{"kind":"Node","metadata":{"name":"a"},"status":{"capacity":{"pods":\#(number)}}}"#
    let yaml = "kind: Node\nmetadata: {name: a}\nstatus: {capacity: {pods: \(number)}}\n"
    for text in [json, yaml] {
      if refusal(of: text) == nil {
        #expect((try? read(text))?.cluster.nodes.first?.maxPods == nil)
      }
    }
  }

  @Test(
    arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF8, 0x88], [0xE2, 0x82]] as [[UInt8]])
  func `what is not UTF-8 is refused with its line`(bytes: [UInt8]) {
    let json =
      Array("{\"kind\":\"Node\",\n\"metadata\":{\"name\":\"a".utf8) + bytes + Array("\"}}".utf8)
    let yaml = Array("kind: Node\nmetadata: {name: a".utf8) + bytes + Array("}\n".utf8)
    for text in [json, yaml] {
      let error = #expect(throws: ImportError.self) {
        try Importer.read([ImportSource(name: "input", bytes: text)])
      }
      #expect(error?.line == 2)
      #expect(error?.reason.contains("UTF-8") == true)
    }
  }

  @Test func `aliases of aliases of aliases stop at what the file has room for`() {
    var yaml = "kind: Node\nmetadata: {name: a}\na0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<30 {
      let aliases = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      yaml += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(refusal(of: yaml)?.contains("aliases stand for more values") == true)
  }
}
