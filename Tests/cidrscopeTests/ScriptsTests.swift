import Allocation
import Foundation
import Reporting
import Simulation
import Testing

/// The demonstrations: scripts that walk what is characteristic of a mode or a preset.
@Suite struct `The scripts` {
  static let folder = Bundle.module.bundleURL.appending(path: "Scripts")

  static let names = ["", "incidents/", "recorded/"].flatMap { scripts(in: $0) }

  private static func scripts(in part: String) -> [String] {
    let place = folder.appending(path: part)
    let files = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    return files.filter { $0.hasSuffix(".scope") }.sorted().map { part + $0 }
  }

  @Test(arguments: names)
  func `go as they say, line by line`(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    let script = try Script(parsing: text, file: name)
    var session = Session()
    var expectations = 0
    for line in script.lines {
      switch session.execute(line.command) {
      case .failed(let expected, let got):
        Issue.record("\(name):\(line.number): expected \(expected), got \(got)")
      case .held: expectations += 1
      default: break
      }
    }
    #expect(expectations >= 3, "\(name) hardly expects anything")
    for plan in session.moment.plans {
      #expect(plan.cluster.brokenInvariants() == [], "\(name) plan \(plan.name)")
    }
    // Undoing all and redoing it comes to the same.
    let end = session.position
    let hash = StateHash(of: session.moment)
    _ = session.execute(.seek(0))
    _ = session.execute(.seek(end))
    #expect(StateHash(of: session.moment) == hash)
  }

  @Test func `run from the command line`() throws {
    let paths = Self.names.map { Self.folder.appending(path: $0).path }
    for path in paths {
      let run = try Program.run(["run", "--quiet", path])
      #expect(run.status == 0, "\(path): \(run.errors)")
    }
  }
}
