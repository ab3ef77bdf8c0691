import Foundation
import Testing

/// Incidents of public threads, as their files would have shown them: each folder holds what was
/// there and what mends it, and `cidrscope check` must tell the two apart.
@Suite struct `The incidents` {
  static let folder = Bundle.module.bundleURL.appending(path: "Incidents")

  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (files ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }()

  private func check(_ name: String, _ state: String) throws -> Program.Run {
    let place = Self.folder.appending(path: name)
    func lines(_ file: String) -> [String] {
      let text = try? String(contentsOf: place.appending(path: file), encoding: .utf8)
      return (text ?? "").split(separator: "\n").map(String.init)
    }
    let own = lines("\(state)-claims")
    let claims = (own.isEmpty ? lines("claims") : own).flatMap { ["--claim", $0] }
    let inputs = place.appending(path: state)
    let files = try FileManager.default.contentsOfDirectory(atPath: inputs.path).sorted()
    return try Program.run(["check"] + claims + files, in: inputs)
  }

  @Test(arguments: names)
  func `are found where they were reported, and gone where they are mended`(_ name: String) throws {
    let reported = try check(name, "reported")
    #expect(reported.status == 1, "\(name): \(reported.errors)")
    let fixed = try check(name, "fixed")
    #expect(fixed.status == 0, "\(name): \(fixed.output)\(fixed.errors)")
    let told =
      "$ cidrscope check # as reported\n\(reported.output)\n"
      + "$ cidrscope check # as mended\n\(fixed.output)"
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Incidents/\(name)/check.txt")
    if ProcessInfo.processInfo.environment["CIDRSCOPE_RECORD"] == "1" {
      try told.write(to: source, atomically: true, encoding: .utf8)
    }
    let recorded = try? String(contentsOf: source, encoding: .utf8)
    #expect(recorded == told, "\(name): CIDRSCOPE_RECORD=1 records it anew")
  }
}
