import Addressing
import Importing
import Testing

struct YAMLReaderTests {
  @Test(arguments: [
    ("ipam:\n  mode: kubernetes\n  operator:\n    x: 1\n  # mode\n  mode: eni\n", "6:3", "2:3"),
    ("ipam:\r\n  mode: kubernetes\r\n  mode: eni\r\n", "3:3", "2:3"),
    ("ipam: {mode: kubernetes, \"mode\": eni}\n", "1:27", "1:8"),
    ("items:\n- kind: Node\n  name: a\n  kind: Pod\n", "4:3", "2:3"),
    ("a: 1\nb:\n  c: 1\n'a': 2\n", "4:1", "1:1"),
  ])
  func `a key given twice is refused at its second place`(
    yaml: String, second: String, first: String
  ) {
    let text = refusal(of: yaml)
    #expect(text?.hasPrefix("input:\(second): the key ") == true, "\(text ?? "not refused")")
    #expect(text?.contains("first at \(first)") == true)
  }

  @Test func `malformed YAML is refused with its place`() {
    #expect(
      refusal(of: "kind: Node\nmetadata:\n\tname: a\n")?.hasPrefix("input:3:1: not YAML") == true)
  }

  @Test func `a template is refused where it breaks the text`() {
    let text = refusal(of: "kind: Node\ndata:\n  a: b\n{{ if .x }}\n  c: d\n{{ end }}\n")
    #expect(text?.contains("a template remains here") == true)
    #expect(text?.hasPrefix("input:") == true)
  }

  /// Nine layers of nine aliases each: half a billion values in 400 bytes.
  private var bomb: String {
    let layers = "bcdefghij".map { name in
      let before = Character(Unicode.Scalar(name.asciiValue! - 1))
      let aliases = Array(repeating: "*\(before)", count: 9).joined(separator: ",")
      return "\(name): &\(name) [\(aliases)]\n"
    }
    return "a: &a [x,x,x]\n" + layers.joined()
  }

  @Test(arguments: [
    "kind: Node\n", "? *j\n: 1\n", "[*j]: 1\n", "? [*j]\n: 1\n", "z: {*j : 1}\n",
    "z: {? [*j] : 1}\n", "? - *j\n: 1\n", "*j : 1\n",
  ])
  func `an alias bomb is refused before it goes off`(fuse: String) {
    #expect(refusal(of: bomb + fuse)?.contains("aliases") == true)
  }

  @Test func `aliases and merge keys of good files are followed`() throws {
    let yaml = """
      base: &base
        mode: cluster-pool
        operator: {clusterPoolIPv4PodCIDRList: [10.1.0.0/16], clusterPoolIPv4MaskSize: 25}
      ipam:
        <<: *base
        operator: {clusterPoolIPv4PodCIDRList: &list [10.2.0.0/16]}
      again: *list
      """
    let pools = try read(yaml).cluster.pools
    #expect(pools.map(\.prefix.description) == ["10.2.0.0/16"])
    #expect(pools.map(\.blockLength) == [24])
  }

  @Test func `deep nesting is refused`() {
    let text = "a: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    #expect(refusal(of: text)?.contains("nested deeper") == true)
    #expect(refusal(of: "a: " + String(repeating: "[", count: 20_000)) != nil)
  }

  @Test func `a list read item by item is the same as read whole`() throws {
    for name in ["nodes-and-pods.yaml", "ciliumnodes.yaml"] {
      let source = try Fixture.source(name)
      // A second, empty document makes the reader take the stream as a whole.
      let whole = ImportSource(name: name, bytes: try Fixture.bytes(name) + Array("---\n".utf8))
      let (left, right) = (try Importer.read([source]), try Importer.read([whole]))
      #expect(left.cluster == right.cluster)
      #expect(left.report == right.report)
      #expect(!left.cluster.nodes.isEmpty)
    }
  }

  @Test func `several documents are read, of whatever kinds`() throws {
    let yaml = """
      ---
      kind: Node
      metadata: {name: a}
      ---
      kind: Deployment
      metadata: {name: b}
      ---
      kind: Node
      metadata: {name: c}
      """
    let (cluster, report) = try read(yaml)
    #expect(cluster.nodes.map(\.name) == ["a", "c"])
    #expect(report.says(.note, "holds what is not read here: Deployment"))
  }

  @Test func `CR LF line ends change nothing`() throws {
    let source = try Fixture.source("nodes-and-pods.yaml")
    let crlf = ImportSource(
      name: source.name,
      bytes: try Fixture.bytes(source.name).flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
    let (found, expected) = (try Importer.read([crlf]).cluster, try Importer.read([source]).cluster)
    #expect(found == expected)
  }
}
