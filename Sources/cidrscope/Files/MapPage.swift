import ArgumentParser
import Explorer
import Simulation

/// The page of a map that the explorer asks for: the same that `cidrscope map` draws.
enum MapPage {
  /// The bytes of the page in the format that the name of its file asks for.
  static func bytes(of export: MapExport, for path: String) throws -> [UInt8] {
    var words = export.options + ["--output", path, "--title", "Plan \(export.plan.name)"]
    if let part = export.part { words += ["--cidr", "\(part)"] }
    let view = try MapView(MapCommand.parse(words))
    return try view.bytes(of: MapSubject.plan(export.plan, at: export.moment, view))
  }
}
