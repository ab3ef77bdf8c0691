import Foundation
import Testing

/// The real program in a real terminal: what `.ci/smoke` checks, on the program that was just built.
@Suite struct `In a terminal` {
  @Test func `the program works and gives the terminal back`() throws {
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let program = try #require(
      [folder.appending(path: "cidrscope"), Self.built].first {
        FileManager.default.isExecutableFile(atPath: $0.path)
      }, "cidrscope was not built beside its tests")
    let smoke = Process()
    smoke.executableURL = Self.root.appending(path: ".ci/smoke")
    smoke.arguments = [program.path]
    let pipe = Pipe()
    smoke.standardOutput = pipe
    smoke.standardError = pipe
    smoke.standardInput = FileHandle.nullDevice
    try smoke.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    smoke.waitUntilExit()
    #expect(smoke.terminationStatus == 0, "\(output)")
    #expect(output.contains("checks of the program in a terminal hold"))
  }

  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let built = root.appending(path: ".build/debug/cidrscope")
}
