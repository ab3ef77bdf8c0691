import Importing
import Testing

struct SourceTextTests {
  private let json = #"{"kind":"Node","metadata":{"name":"beech"}}"#

  @Test func `byte order marks of UTF-8 and UTF-16 are understood`() throws {
    let units = Array(json.utf16)
    let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [[0xEF, 0xBB, 0xBF] + Array(json.utf8), little, big] {
      let cluster = try Importer.read([ImportSource(name: "input", bytes: bytes)]).cluster
      #expect(cluster.nodes.map(\.name) == ["beech"])
    }
  }

  @Test func `UTF-16 without a mark shows by its zeros`() throws {
    let units = Array((json + " é").utf16)
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [little, big] {
      let refusal = #expect(throws: ImportError.self) {
        try Importer.read([ImportSource(name: "input", bytes: bytes)])
      }
      #expect(refusal?.description.contains("found \"é\"") == true)
      let whole = Array(bytes.dropLast(4))
      let cluster = try Importer.read([ImportSource(name: "input", bytes: whole)]).cluster
      #expect(cluster.nodes.map(\.name) == ["beech"])
    }
    #expect(refusal(of: "a\0b\0c")?.contains("NUL byte") == true)
  }

  @Test func `names alone are refused, as not even their kind can be told`() {
    let list = #"""
      {"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{},
       "items":[{"metadata":{"name":"beech"}},{"metadata":{"name":"oak"}}]}
      """#
    #expect(
      refusal(of: list)?.contains(
        "nothing known in it (holds what is not read here: objects of which only names are there,"
          + " not even their kinds (2))") == true)
  }

  @Test func `UTF-16 cut in half a character is refused`() {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x7B, 0x00, 0x7D]
    #expect(throws: ImportError.self) {
      try Importer.read([ImportSource(name: "input", bytes: bytes)])
    }
  }

  @Test func `zeros are refused from their first bytes`() {
    let zeros = ZeroFeed()
    #expect(throws: ImportError.self) {
      try Importer.read([ImportSource(name: "zeros", feed: zeros)])
    }
    #expect(zeros.count < 10_000_000)
  }

  @Test func `a NUL in the middle is refused with its place`() {
    #expect(refusal(of: "kind: Node\nname: a\0b\n")?.hasPrefix("input:2:8: a NUL byte") == true)
  }

  @Test func `YAML that is not UTF-8 is refused with its line`() {
    let bytes = Array("kind: Node\nmetadata:\n  name: caf".utf8) + [0xE9, 0x0A]
    #expect {
      try Importer.read([ImportSource(name: "input", bytes: bytes)])
    } throws: { error in
      (error as? ImportError)?.line == 3
    }
  }

  @Test func `prompts around pasted text are looked past, and places stay right`() throws {
    let pasted = "user@host:~$ kubectl get nodes -o json\n" + json + "\nuser@host:~$ \n"
    #expect(try read(pasted).cluster.nodes.map(\.name) == ["beech"])
    #expect(refusal(of: "$ kubectl get nodes -o json\n{]")?.hasPrefix("input:2:2: ") == true)
    let yaml = "$ kubectl get node beech -o yaml\nkind: Node\nmetadata:\n  name: beech\n$\n"
    #expect(try read(yaml).cluster.nodes.map(\.name) == ["beech"])
  }

  @Test func `prose and a table of numbers are nothing known`() {
    #expect(refusal(of: "hello world\nthis is prose\n")?.contains("nothing known") == true)
    #expect(refusal(of: "step\top\tnode\n1\tadd\tn1\n")?.contains("nothing known") == true)
  }
}

/// Zeros without end.
private final class ZeroFeed: ByteFeed {
  private(set) var count = 0

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    buffer.initializeMemory(as: UInt8.self, repeating: 0)
    count += buffer.count
    return buffer.count
  }
}
