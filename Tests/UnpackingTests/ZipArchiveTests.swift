import Importing
import TestSupport
import Testing
import Unpacking

struct ZipArchiveTests {
  private let files = [("d/b.yaml", "bee".bytes), ("a", "ay".bytes), ("d/", [])]

  @Test func `stored and deflated files are sources in the order of their names`() throws {
    for zip in [ArchiveBytes.zip(files), ArchiveBytes.deflatedZip(files)] {
      let found = try unpack(zip, named: "x.zip")
      #expect(found.names == ["x.zip!a", "x.zip!d/b.yaml"])
      #expect(found.texts == ["ay", "bee"])
      #expect(found.collections == ["x.zip", "x.zip"])
    }
  }

  @Test func `a comment behind the directory is no matter, and no files are none`() throws {
    let zip = ArchiveBytes.zip(
      [ZipFile(name: "a", packed: [65], bytes: [65], method: 0)], comment: "PK")
    #expect(try unpack(zip).texts == ["A"])
    #expect(try unpack(ArchiveBytes.zip([ZipFile]())).names == [])
  }

  @Test func `an archive in an archive is looked into`() throws {
    let tgz = ArchiveBytes.gzip(ArchiveBytes.tar([("cmd/status", "one".bytes)]))
    let zip = ArchiveBytes.deflatedZip([("s/bugtool.tar.gz", tgz), ("s/nodes", "two".bytes)])
    let found = try unpack(zip, named: "s.zip")
    #expect(found.names == ["s.zip!s/bugtool.tar.gz!cmd/status", "s.zip!s/nodes"])
    #expect(found.collections == ["s.zip", "s.zip"])
  }

  @Test func `a damaged archive inside is a warning, and the rest is read`() throws {
    let tgz = Array(ArchiveBytes.gzip(ArchiveBytes.tar([("f", "1".bytes)])).dropLast(900))
    let zip = ArchiveBytes.zip([("a.tgz", tgz), ("b", "two".bytes)])
    let found = try unpack(zip, named: "s.zip")
    #expect(found.names.last == "s.zip!b")
    #expect(found.unpacked.damages.count == 1)
    #expect(
      found.unpacked.damages[0].description.hasPrefix(
        "s.zip!a.tgz: the gzip data ends in the middle"))
  }

  @Test func `a zip cut anywhere is refused`() {
    let zip = ArchiveBytes.deflatedZip(files)
    for length in 4..<zip.count {
      #expect(
        refusal(of: Array(zip.prefix(length)))?.hasPrefix("a: the zip archive has no dir") == true)
    }
  }

  @Test func `what differs from the directory is refused with the entry's name`() {
    var file = ZipFile(name: "f", packed: [65], bytes: [65], method: 0)
    file.checksum ^= 1
    #expect(refusal(of: ArchiveBytes.zip([file]))?.hasPrefix("a!f: is not what the zip") == true)
    file = ZipFile(name: "f", packed: ArchiveBytes.stored([65, 66]), bytes: [65], method: 8)
    #expect(refusal(of: ArchiveBytes.zip([file]))?.hasPrefix("a!f: is larger than") == true)
    file = ZipFile(name: "f", packed: [7, 7, 7], bytes: [65], method: 8)
    #expect(refusal(of: ArchiveBytes.zip([file]))?.contains("a!f: is damaged at byte") == true)
    file.packed = [1]
    #expect(refusal(of: ArchiveBytes.zip([file]))?.contains("a!f: ends in the middle") == true)
  }

  @Test func `entries that share their bytes are refused`() {
    var second = ZipFile(name: "b", packed: [], bytes: [], method: 0)
    second.start = 0
    let first = ZipFile(name: "a", packed: [65], bytes: [65], method: 0)
    #expect(refusal(of: ArchiveBytes.zip([first, second]))?.contains("share the bytes") == true)
  }

  @Test func `links, encrypted files and other methods are left out and counted`() throws {
    var link = ZipFile(name: "l", packed: [65], bytes: [65], method: 0)
    link.mode = 0o120777
    var secret = ZipFile(name: "s", packed: [65], bytes: [65], method: 0)
    secret.flags = 1
    let other = ZipFile(name: "o", packed: [65], bytes: [65], method: 12)
    let found = try unpack(ArchiveBytes.zip([link, secret, other]))
    #expect(found.names == [])
    #expect(
      found.unpacked.notes
        == ["not read: 1 link, 1 encrypted file, 1 file compressed in an unknown way"])
  }

  @Test func `a zip from a pipe is held in memory up to a bound`() {
    var bounds = UnpackingBounds()
    bounds.mostHeld = 64
    let reason = refusal(of: ArchiveBytes.zip(files), bounds: bounds)
    #expect(reason?.contains("a zip of more than 64 bytes that comes down a pipe") == true)
  }

  @Test func `zip64 is refused with a way out`() {
    var zip = ArchiveBytes.zip([("a", [65])])
    zip[zip.count - 12] = 0xFF
    zip[zip.count - 11] = 0xFF
    #expect(refusal(of: zip)?.contains("unpack it and give the folder") == true)
  }

  @Test func `what a visitor throws ends the walk`() {
    let stop = ImportError(source: "s", reason: "stop")
    #expect(throws: stop) {
      _ = try Unpacker().unpack("a", SlowFeed(ArchiveBytes.zip(files))) {
        (_) throws(ImportError) in throw stop
      }
    }
  }

  @Test func `a damaged file in a folder is a warning, a bomb is not`() throws {
    let cut = Array(ArchiveBytes.gzip("kind: Node".bytes).dropLast())
    let found = try unpack(cut, in: "folder")
    #expect(
      found.unpacked.damages.map { $0.description.hasPrefix("a: the gzip data ends") } == [true])
    var bounds = UnpackingBounds()
    bounds.freeExpansion = 1000
    bounds.mostRatio = 10
    let bomb = ArchiveBytes.gzip(repeating: 0x61, times: 100_000)
    #expect(throws: ImportError.self) { try unpack(bomb, in: "folder", bounds: bounds) }
  }
}
