import TestSupport
import Testing
import Unpacking

struct TarArchiveTests {
  private let two = [("d/one.yaml", "one".bytes), ("two", [UInt8](repeating: 0x62, count: 1500))]
  private let end = [UInt8](repeating: 0, count: 1024)

  @Test func `each file is a source named by its archive`() throws {
    for step in [1, 7, 512, 100_000] {
      let found = try unpack(ArchiveBytes.tar(two), named: "x.tar", step: step)
      #expect(found.names == ["x.tar!d/one.yaml", "x.tar!two"])
      #expect(found.texts == ["one", String(repeating: "b", count: 1500)])
      #expect(found.collections == ["x.tar", "x.tar"])
      #expect(found.unpacked.isArchive)
    }
  }

  @Test func `files that nobody reads are stepped over`() throws {
    #expect(try unpack(ArchiveBytes.tar(two), isRead: false).names == ["a!d/one.yaml", "a!two"])
  }

  @Test func `a tar in a gzip, and a gzip in a tar`() throws {
    let inner = ArchiveBytes.gzip("one".bytes)
    let outer = ArchiveBytes.gzip(ArchiveBytes.tar([("x.gz", inner)]))
    let found = try unpack(outer, named: "x.tgz")
    #expect(found.names == ["x.tgz!x.gz"])
    #expect(found.texts == ["one"])
    #expect(found.collections == ["x.tgz"])
  }

  @Test func `long names of GNU tar and of pax hold for the next file alone`() throws {
    let long = String(repeating: "d/", count: 120) + "f"
    let gnu =
      ArchiveBytes.tarEntry("././@LongLink", long.bytes + [0], type: "L")
      + ArchiveBytes.tarEntry("cut", "1".bytes) + ArchiveBytes.tarEntry("next", "2".bytes) + end
    #expect(try unpack(gnu).names == ["a!\(long)", "a!next"])
    let records = ArchiveBytes.paxRecord("mtime", "1.5") + ArchiveBytes.paxRecord("path", long)
    let pax =
      ArchiveBytes.tarEntry("g", "12 comment=\n".bytes, type: "g")
      + ArchiveBytes.tarEntry("PaxHeaders/f", records.bytes, type: "x")
      + ArchiveBytes.tarEntry("cut", "1".bytes) + ArchiveBytes.tarEntry("next", "2".bytes) + end
    let found = try unpack(pax)
    #expect(found.names == ["a!\(long)", "a!next"])
    #expect(found.texts == ["1", "2"])
  }

  @Test func `a pax header gives the size that the header has no room for`() throws {
    let records = ArchiveBytes.paxRecord("size", "3")
    let tar =
      ArchiveBytes.tarEntry("x", records.bytes, type: "x")
      + ArchiveBytes.tarEntry("f", "abc".bytes, size: 0) + end
    #expect(try unpack(tar).texts == ["abc"])
  }

  @Test func `links, devices, folders, hidden files and holes are no sources, and are counted`()
    throws
  {
    let tar =
      ArchiveBytes.tarEntry("folder/", [], type: "5") + ArchiveBytes.tarEntry("l", [], type: "2")
      + ArchiveBytes.tarEntry("h", [], type: "1") + ArchiveBytes.tarEntry("null", [], type: "3")
      + ArchiveBytes.tarEntry("s", "abc".bytes, type: "S")
      + ArchiveBytes.tarEntry("d/._f", "x".bytes) + ArchiveBytes.tarEntry("f", "x".bytes) + end
    let found = try unpack(tar)
    #expect(found.names == ["a!f"])
    #expect(
      found.unpacked.notes == ["not read: 1 hidden file, 2 links, 1 device, 1 file with holes"])
  }

  @Test func `names that climb out are told and stay inside`() throws {
    let tar = ArchiveBytes.tar([
      ("../../etc/passwd", []), ("/abs", []), ("b\\..\\c", []), ("..", []),
    ])
    let found = try unpack(tar)
    #expect(found.names == ["a!etc/passwd", "a!abs", "a!b/c", "a!unnamed"])
    #expect(
      found.unpacked.notes
        == ["4 entries have names that lead out of the archive; only their bytes were read"])
  }

  @Test func `a tar cut at any block says where`() {
    let whole = ArchiveBytes.tar(two)
    for length in stride(from: 512, through: whole.count - 1024, by: 128) {
      let reason = refusal(of: Array(whole.prefix(length)))
      #expect(
        reason?.contains("ends in the middle of an entry, at byte \(length)") == true
          || reason?.contains("ends at byte \(length) without its end mark") == true)
    }
  }

  @Test func `a damaged header is refused with its place`() {
    var tar = ArchiveBytes.tar(two)
    tar[1024] ^= 1
    #expect(refusal(of: tar) == "a: the entry's header at byte 1024 of the tar archive is damaged")
  }

  @Test func `sizes and headers without bounds are refused`() {
    var bounds = UnpackingBounds()
    bounds.longestHeader = 512
    bounds.longestName = 50
    bounds.mostEntries = 3
    let header = ArchiveBytes.tarEntry("x", [UInt8](repeating: 0x61, count: 600), type: "L") + end
    #expect(refusal(of: header, bounds: bounds)?.contains("a header of 600 bytes") == true)
    let name = ArchiveBytes.tar([(String(repeating: "n", count: 51), [])])
    #expect(refusal(of: name, bounds: bounds)?.contains("name has 51 bytes") == true)
    let many = ArchiveBytes.tar((0..<4).map { ("\($0)", []) })
    #expect(refusal(of: many, bounds: bounds) == "a: holds more than 3 entries")
    let huge = ArchiveBytes.tarEntry("x", [], size: 0o77777777777) + end
    #expect(refusal(of: huge)?.contains("ends in the middle of an entry") == true)
  }

  @Test func `text is no tar`() throws {
    let text = String(repeating: "NAME STATUS ROLES AGE VERSION\n", count: 40)
    #expect(try unpack(text.bytes).names == ["a"])
  }
}
