/// One step from a document's root towards a value in it.
enum PathStep: Hashable, Sendable {
  case key(String)
  case index(Int)
}

extension [PathStep] {
  init(_ keys: [any CodingKey]) {
    self = keys.map { key in key.intValue.map(PathStep.index) ?? .key(key.stringValue) }
  }

  /// As people write it: `items[3].spec.podCIDRs[0]`.
  var text: String {
    var text = ""
    for step in self {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      }
    }
    return text
  }
}
