import Addressing
import Importing
import Testing

struct DocumentReaderTests {
  @Test func `a watch is applied in order`() throws {
    let (cluster, report) = try Fixture.read("watch.jsonl")
    #expect(cluster.nodes.map(\.name) == ["beech"])
    #expect(cluster.nodes[0].blocks.map(\.description) == ["10.7.1.0/24"])
    #expect(report.says(.note, "watch bookmarks"))
    #expect(!report.says(.note, "Node objects given before"))
  }

  @Test func `errors in a watch are told`() throws {
    let text = """
      {"type":"ADDED","object":{"kind":"Node","metadata":{"name":"a"}}}
      {"type":"ERROR","object":{"kind":"Status","code":410}}
      """
    #expect(try read(text).report.says(.warning, "errors in the watch stream"))
  }

  @Test func `items of a NodeList have its kind`() throws {
    let text = #"{"kind":"NodeList","apiVersion":"v1","items":[{"metadata":{"name":"a"}}]}"#
    #expect(try read(text).cluster.nodes.map(\.name) == ["a"])
    let late = #"{"items":[{"metadata":{"name":"a"}}],"kind":"PodList","apiVersion":"v1"}"#
    #expect(try read(late).cluster.pods.map(\.name) == ["a"])
  }

  @Test func `a chunk of a list is told to be one`() throws {
    let text = """
      {"kind":"PodList","apiVersion":"v1","metadata":{"continue":"abc","remainingItemCount":7},
       "items":[{"metadata":{"name":"a","namespace":"b"}}]}
      """
    let report = try read(text).report
    #expect(
      report.says(.warning, "the PodList is a chunk and not complete (metadata.continue), 7 more"))
  }

  @Test func `bare arrays and lists in arrays are read`() throws {
    let node = #"{"kind":"Node","metadata":{"name":"a"}}"#
    #expect(try read("[\(node)]").cluster.nodes.count == 1)
    #expect(
      try read(#"[{"kind":"List","items":[\#(node)]},{"kind":"List","items":[]}]"#)
        .cluster.nodes.count == 1)
  }

  @Test func `objects one a line are read`() throws {
    let lines = (1...3).map { #"{"kind":"Node","metadata":{"name":"n\#($0)"}}"# }
    #expect(
      try read(lines.joined(separator: "\n")).cluster.nodes.map(\.name) == ["n1", "n2", "n3"])
  }

  @Test func `cut JSON is refused with the place of its end`() {
    #expect(
      refusal(of: "{\"kind\":\"List\",\n\"items\":[{\"kind\":\"Thing\"},")
        == "input:2:27: the JSON text ends where a value should follow")
  }

  @Test func `a cut YAML list is refused, for its kind stands at its end`() {
    let text = refusal(of: "apiVersion: v1\nitems:\n- kind: Node\n  metadata:\n    name: a\n")
    #expect(text?.contains("the file is cut") == true)
  }

  @Test func `an object without a name is refused with its place`() {
    let text = refusal(of: #"{"kind":"List","items":[{"kind":"Node","metadata":{}}]}"#)
    #expect(text == "input:1:51: items[0].metadata: a Node without a name; expected one")
  }

  @Test func `a value of another shape is refused with field, place and what was found`() {
    #expect(
      refusal(of: "{\"kind\":\"Node\",\"metadata\":{\"name\":\"a\"},\n \"spec\":\"x\"}")
        == "input:2:9: spec: expected an object, found a text")
    #expect(
      refusal(of: "kind: Node\nmetadata:\n  name: a\nspec: [x]\n")
        == "input:4:7: spec: expected an object, found a list")
  }

  @Test(arguments: [
    (
      "{\"kind\":\"List\",\"items\":[\n {\"kind\":\"Node\",\"metadata\":{\"name\":\"a\"},\n"
        + "  \"spec\":{\"podCIDRs\":[\"10.0.0.0/24\", \"10.0.0.0/33\"]}}]}", "3:38"
    ),
    (
      "kind: List\nitems:\n- kind: Node\n  metadata: {name: a}\n  spec:\n    podCIDRs:\n"
        + "    - 10.0.0.0/24\n    - 10.0.0.0/33\n", "8:7"
    ),
  ])
  func `a CIDR that is none is refused with line, column, field and object`(
    text: String, place: String
  ) {
    let refusal = refusal(of: text)
    #expect(refusal?.hasPrefix("input:\(place): items[0].spec.podCIDRs[1]: a: ") == true)
    #expect(refusal?.contains("\"10.0.0.0/33\"") == true)
  }
}
