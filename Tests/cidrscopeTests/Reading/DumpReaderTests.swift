import Foundation
import TestSupport
import Testing

struct DumpReaderTests {
  /// The report's lines and the picture behind them.
  private func opened(_ arguments: [String], in place: URL) throws -> (
    report: [String], rest: String
  ) {
    let run = try Program.run(["open"] + arguments, in: place)
    #expect(run.status == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let end = lines.firstIndex(of: "") ?? lines.endIndex
    return (Array(lines[..<end]), lines[end...].joined(separator: "\n"))
  }

  private func refusal(_ arguments: [String], in place: URL) throws -> String {
    let run = try Program.run(arguments, in: place)
    #expect(run.status == 2)
    #expect(run.output == "")
    return run.errors
  }

  @Test func `a sysdump is the same cluster as a folder, a tar.gz, a zip and out of a pipe`() throws
  {
    let scratch = try ScratchFolder()
    for (name, bytes) in Sysdump.inFolder { try scratch.write(bytes, to: name) }
    try scratch.write(ArchiveBytes.gzip(ArchiveBytes.tar(Sysdump.inFolder)), to: "s.tar.gz")
    try scratch.write(ArchiveBytes.deflatedZip(Sysdump.inFolder), to: "s.zip")
    let folder = try opened([Sysdump.name + "/"], in: scratch.url(""))
    #expect(
      folder.report.contains("info: 2 nodes with 2 blocks, 3 pods of which 3 hold a pod address"))
    #expect(
      folder.report.first == "info: \(Sysdump.name): 5 of 12 files read; 7 hold nothing known here")
    for archive in ["s.tar.gz", "s.zip"] {
      let found = try opened([archive], in: scratch.url(""))
      #expect(found.rest == folder.rest)
      #expect(
        found.report.first == "info: \(archive): 5 of 12 files read; 7 hold nothing known here")
      let piped = try Program.shell("cat \(scratch.path)/\(archive) | \"$0\" open -")
      #expect(piped.output.hasSuffix(folder.rest), "\(piped.errors)")
    }
  }

  @Test func `check reads folders and archives too`() throws {
    let scratch = try ScratchFolder()
    for (name, bytes) in Sysdump.files { try scratch.write(bytes, to: "s/" + name) }
    try scratch.write(ArchiveBytes.zip(Sysdump.files), to: "s.zip")
    let folder = try Program.run(["check", "s"], in: scratch.url(""))
    let zip = try Program.run(["check", "s.zip"], in: scratch.url(""))
    #expect(folder.output.contains("[distance]"))
    #expect(
      zip.output.replacing("s.zip!", with: "s/") == folder.output.replacing("s.zip", with: "s"))
  }

  @Test func `kubectl cluster-info dump leaves a folder that is read`() throws {
    let scratch = try ScratchFolder()
    let nodes = #"{"kind":"NodeList","apiVersion":"v1","items":[{"metadata":{"name":"oak"}}]}"#
    let pods = #"{"kind":"PodList","items":[{"metadata":{"name":"p"},"spec":{"nodeName":"oak"}}]}"#
    try scratch.write(Array(nodes.utf8), to: "dump/nodes.json")
    try scratch.write(Array(pods.utf8), to: "dump/default/pods.json")
    try scratch.write(Array("starting\n".utf8), to: "dump/default/p/logs.txt")
    try scratch.write([], to: "dump/default/q/logs.txt")
    let report = try opened(["dump"], in: scratch.url("")).report
    #expect(report.contains("info: dump: 2 of 4 files read; 2 hold nothing known here"))
    #expect(report.contains("info: dump/default/pods.json: 1 Pod"))
  }

  @Test func `links lead nowhere, hidden files stay hidden, and both are told`() throws {
    let scratch = try ScratchFolder()
    let secret = #"{"kind":"Node","metadata":{"name":"elsewhere"}}"#
    try scratch.write(Array(secret.utf8), to: "elsewhere/node.json")
    try scratch.write(Array(secret.utf8), to: "dump/.node.json")
    try scratch.write(Array(#"{"kind":"Node","metadata":{"name":"oak"}}"#.utf8), to: "dump/a.json")
    for (link, target) in [("l", "../elsewhere"), ("f", "../elsewhere/node.json"), ("o", ".")] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.url("dump/" + link).path, withDestinationPath: target)
    }
    let report = try opened(["dump"], in: scratch.url("")).report
    #expect(report.contains("note: dump: not read: 1 hidden file or folder, 3 links"))
    #expect(!report.joined().contains("elsewhere"))
  }

  @Test func `an object that cannot be read is named, and nothing of it is kept`() throws {
    let scratch = try ScratchFolder()
    let cut = #"{"kind":"NodeList","apiVersion":"v1","items":[{"metadata":{"name":"half"}},"#
    try scratch.write(Array(cut.utf8), to: "dump/cut.json")
    try scratch.write(Array(#"{"kind":"Node","metadata":{"name":"oak"}}"#.utf8), to: "dump/a.json")
    let report = try opened(["dump"], in: scratch.url("")).report
    #expect(report.contains { $0.hasPrefix("warning: dump/cut.json: not read: line 1: ") })
    #expect(!report.joined().contains("half"))
  }

  @Test func `what holds nothing known, nothing at all, or is cut short is refused`() throws {
    let scratch = try ScratchFolder()
    try scratch.write(Array("hello\n".utf8), to: "dump/readme")
    try scratch.write(ArchiveBytes.zip([ZipFile]()), to: "none.zip")
    try scratch.write(
      Array(ArchiveBytes.gzip(ArchiveBytes.tar(Sysdump.files)).dropLast(3000)), to: "cut.tgz")
    let place = scratch.url("")
    #expect(
      try refusal(["open", "dump"], in: place).hasPrefix("dump: nothing known in 1 file of it"))
    #expect(
      try refusal(["check", "none.zip"], in: place)
        == "none.zip: holds no files; expected some to read\n")
    #expect(
      try refusal(["open", "cut.tgz"], in: place).hasPrefix(
        "cut.tgz: the gzip data ends in the middle, at byte "))
  }

  @Test func `one byte over and over is refused before it is expanded`() throws {
    let run = try Program.shell(
      "head -c 40000000 /dev/zero | tr '\\0' a | gzip | \"$0\" open -")
    #expect(run.status == 2)
    #expect(
      run.errors
        == "-: expands to more than 250 times its size, as only archives made to do harm do\n")
  }
}
