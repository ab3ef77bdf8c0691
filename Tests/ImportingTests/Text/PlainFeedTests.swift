import Testing

@testable import Importing

struct PlainFeedTests {
  /// So many bytes at a time.
  private final class Steps: ByteFeed {
    private var rest: ArraySlice<UInt8>
    private let step: Int

    init(_ bytes: [UInt8], _ step: Int) {
      rest = bytes[...]
      self.step = step
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      let next = rest.prefix(min(step, buffer.count))
      buffer.copyBytes(from: next)
      rest = rest.dropFirst(next.count)
      return next.count
    }
  }

  private func plain(_ bytes: [UInt8], step: Int = 1000) throws -> [UInt8] {
    let feed = PlainFeed(Steps(bytes, step))
    var buffer = [UInt8](repeating: 0, count: 100)
    var result: [UInt8] = []
    while true {
      let count = try buffer.withUnsafeMutableBytes { try feed.read(into: $0) }
      if count == 0 { return result }
      result += buffer[..<count]
    }
  }

  @Test(arguments: [
    ("\u{1B}[1;32mNAME\u{1B}[0m  STATUS", "NAME  STATUS"),
    ("\u{1B}[01;31m\u{1B}[Kbeech\u{1B}[m\u{1B}[K", "beech"),
    ("\u{1B}]0;a title\u{7}x", "x"),
    ("\u{1B}]8;;http://x\u{1B}\\beech\u{1B}]8;;\u{1B}\\", "beech"),
    ("\u{1B}(Ba\u{1B}=b", "ab"),
    ("\u{1B}]0;cut off\nnext\u{1B}[3\nline", "\nnext\nline"),
    ("none", "none"),
    ("\u{1B}", ""),
  ])
  func `what terminals act on is taken out`(text: String, wanted: String) throws {
    for step in [1, 2, 3, 5, 1000] {
      #expect(String(decoding: try plain(Array(text.utf8), step: step), as: UTF8.self) == wanted)
    }
  }

  @Test func `UTF-16 stays as it is`() throws {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x1B, 0x01]
    for step in [1, 4] { #expect(try plain(bytes, step: step) == bytes) }
    #expect(try plain([0x41, 0, 0x1B, 0x01]) == [0x41, 0, 0x1B, 0x01])
  }

  @Test func `coloured tables, YAML and JSON are read, with places as one sees them`() throws {
    let table =
      "\u{1B}[37mNAME    STATUS   ROLES    AGE   VERSION\u{1B}[0m\n"
      + "\u{1B}[36mbeech\u{1B}[0m   \u{1B}[32mReady\u{1B}[0m    <none>   3d    v1.36.2\n"
    #expect(try read(table).cluster.nodes.map(\.name) == ["beech"])
    let json = #"{"kind":"\#u{1B}[32mNode\#u{1B}[0m","metadata":{"name":"oak"}}"#
    #expect(try read(json).cluster.nodes.map(\.name) == ["oak"])
    #expect(refusal(of: "\u{1B}[1m{\u{1B}[0m\n \u{1B}[2m]")?.hasPrefix("input:2:2: ") == true)
  }
}
