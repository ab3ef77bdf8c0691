import Foundation
import Testing

/// The tables that providers publish, as `size` answers them;
/// `CIDRSCOPE_RECORD=1` writes them anew.
@Suite struct `Published tables` {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Snapshots")

  @Test(arguments: ["gke", "aks", "eks", "openshift", "kubernetes"])
  func `are answered as recorded`(system: String) throws {
    let run = try Program.run(["size", "--published", system])
    #expect(run.status == 0 && run.errors.isEmpty)
    let file = Self.folder.appending(path: "size-\(system).txt")
    if ProcessInfo.processInfo.environment["CIDRSCOPE_RECORD"] == "1" {
      try Data(run.output.utf8).write(to: file)
    } else {
      #expect(
        run.output == String(decoding: try Data(contentsOf: file), as: UTF8.self),
        "size-\(system).txt: CIDRSCOPE_RECORD=1 records it anew")
    }
  }
}
