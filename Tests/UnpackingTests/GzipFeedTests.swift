import TestSupport
import Testing
import Unpacking

struct GzipFeedTests {
  private let text = "kind: Node\n".bytes

  @Test func `a gzip of one file is that file under its own name`() throws {
    let found = try unpack(ArchiveBytes.gzip(text), named: "nodes.yaml.gz")
    #expect(found.names == ["nodes.yaml.gz"])
    #expect(found.texts == ["kind: Node\n"])
    #expect(found.collections == [nil])
    #expect(!found.unpacked.isArchive)
  }

  @Test func `several members are one text, and zeros behind them are padding`() throws {
    let two = ArchiveBytes.gzip(text) + ArchiveBytes.gzip("metadata: {}\n".bytes)
    #expect(try unpack(two).texts == ["kind: Node\nmetadata: {}\n"])
    #expect(try unpack(two + [0, 0, 0]).texts == ["kind: Node\nmetadata: {}\n"])
  }

  @Test func `a gzip cut at any byte is refused`() {
    let whole = ArchiveBytes.gzip(text)
    for length in 3..<whole.count {
      #expect(refusal(of: Array(whole.prefix(length)))?.hasPrefix("a: the gzip data ends") == true)
    }
    #expect(
      refusal(of: Array(whole.dropLast()))
        == "a: the gzip data ends in the middle, at byte \(whole.count - 1)")
  }

  @Test func `a wrong checksum, a wrong block and what is no gzip behind one are refused`() {
    var sum = ArchiveBytes.gzip(text)
    sum[sum.count - 8] ^= 1
    #expect(refusal(of: sum)?.contains("damaged at byte") == true)
    #expect(refusal(of: sum)?.hasSuffix("incorrect data check") == true)
    var block = ArchiveBytes.gzip(text)
    block[10] = 7
    #expect(refusal(of: block)?.hasSuffix("invalid block type") == true)
    #expect(refusal(of: ArchiveBytes.gzip(text) + "rest".bytes)?.contains("no gzip data") == true)
  }

  @Test func `one byte over and over stops at the ratio, before it is expanded`() {
    let bomb = ArchiveBytes.gzip(repeating: 0x61, times: 258 * 2000)
    var bounds = UnpackingBounds()
    bounds.freeExpansion = 100_000
    bounds.mostRatio = 100
    #expect(refusal(of: bomb, bounds: bounds)?.contains("more than 100 times its size") == true)
    bounds.mostRatio = 1000
    #expect(refusal(of: bomb, bounds: bounds) == nil)
    bounds.mostExpanded = 256 << 10
    #expect(refusal(of: bomb, bounds: bounds)?.contains("to more than 256 KB") == true)
  }

  @Test func `a gzip in a gzip in a gzip and so on is refused`() throws {
    var bytes = text
    for _ in 0..<5 { bytes = ArchiveBytes.gzip(bytes) }
    #expect(try unpack(bytes).texts == ["kind: Node\n"])
    #expect(
      refusal(of: ArchiveBytes.gzip(bytes))?.hasPrefix("a: archives in archives, more than 5 deep")
        == true)
  }

  @Test func `other compressions are named`() {
    #expect(
      refusal(of: [0x28, 0xB5, 0x2F, 0xFD, 0, 0])
        == "a: is compressed by zstd, which is not read; expected gzip or zip")
    #expect(refusal(of: "BZh91AY&SY".bytes)?.contains("bzip2") == true)
    #expect(refusal(of: "BZhello: this is YAML\n".bytes) == nil)
  }
}
