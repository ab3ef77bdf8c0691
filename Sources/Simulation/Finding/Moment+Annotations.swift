import Addressing
import Allocation

extension Moment {
  /// Writes on a prefix, in place of what was written there.
  mutating func annotate(_ prefix: IPPrefix, _ text: String) -> String {
    let isNew = !annotations.contains { $0.prefix == prefix }
    annotations.removeAll { $0.prefix == prefix }
    let place = annotations.firstIndex { prefix < $0.prefix } ?? annotations.count
    annotations.insert(Annotation(prefix: prefix, text: text), at: place)
    return "\(prefix) is \(isNew ? "annotated" : "annotated anew"): \(text)"
  }

  /// Wipes out what was written on a prefix.
  mutating func removeAnnotation(on prefix: IPPrefix) throws(Refusal) -> String {
    guard let index = annotations.firstIndex(where: { $0.prefix == prefix }) else {
      let near = annotations.first { $0.prefix.overlaps(prefix) }
      throw .system(
        "nothing is written on \(prefix)"
          + (near.map { "; there is something on \($0.prefix)" } ?? ""))
    }
    return "the annotation of \(annotations.remove(at: index).prefix) is gone"
  }

  /// What is written on stretches, for `get annotations`.
  var annotationsTable: Table {
    Table(
      title: "annotations", columns: ["CIDR", "TEXT", "POOLS"],
      rows: annotations.map { note in
        let pools = (current?.cluster.mode.pools ?? []).filter { $0.overlaps(note.prefix) }
        return [
          note.prefix.description, note.text,
          pools.map(\.description).joined(separator: " "),
        ]
      })
  }

  /// Who else claims something of the prefixes, and what is written on them, as lines of `describe`.
  func wordRows(on prefixes: [IPPrefix]) -> [[String]] {
    let claimed = claims.filter { claim in prefixes.contains { claim.prefix.overlaps($0) } }
    return claimed.map { ["claimed", "\($0.prefix) by \($0.name) (\($0.kind.rawValue))"] }
      + annotationRows(on: prefixes)
  }

  /// What is written on any of the prefixes, or around or inside them, as lines of `describe`.
  func annotationRows(on prefixes: [IPPrefix]) -> [[String]] {
    annotations.filter { note in prefixes.contains { note.prefix.overlaps($0) } }
      .prefix(Session.listLimit)
      .map { note in
        let isOwn = prefixes.contains(note.prefix)
        return ["annotation", isOwn ? note.text : "\(note.text) (on \(note.prefix))"]
      }
  }
}
