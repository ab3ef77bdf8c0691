import Addressing
import Cartography

/// The view as one line of text, to be sent to someone or put on the command line.
///
///     demo 10.0.64.0/24 zoom=4 layer=utilisation curve=hilbert aggregate=max
///
/// The plan and the CIDR under the cursor come first; of the rest each may be left out, and then
/// stays as it is. A zoom counts two-bit steps below the pool.
public struct ViewLine: Hashable, Sendable, CustomStringConvertible {
  /// What of the plan is shown.
  enum View: String, CaseIterable, Hashable, Sendable {
    case map, nodes, addresses
  }

  /// The plan, perhaps with the fork it is of.
  let plan: String?
  /// What the cursor stands on.
  let prefix: IPPrefix
  var zoom: Int?
  var layer: Layer?
  /// Whose address space a map of owners tells apart.
  var owner: OwnerKind?
  var curve: String?
  var aggregate: Aggregate?
  /// The scale, where it is not the layer's usual one.
  var scale: Scale?
  var view: View?
  /// Whether columns and rows change places.
  var isTransposed: Bool?

  init(plan: String?, prefix: IPPrefix) {
    self.plan = plan
    self.prefix = prefix
  }

  /// Whether a text is meant as such a line, and not as the name of a single thing.
  static func isMeant(by text: String) -> Bool {
    let words = text.split(separator: " ")
    return words.contains { $0.contains("=") } || (words.count == 2 && IPPrefix(words[1]) != nil)
  }

  /// The line as it is written.
  public var description: String {
    var words = [plan, "\(prefix)"].compactMap(\.self)
    if let zoom { words.append("zoom=\(zoom)") }
    if let layer { words.append("layer=\(layer.name)") }
    if let owner { words.append("owner=\(owner.name)") }
    if let curve { words.append("curve=\(curve)") }
    if let aggregate { words.append("aggregate=\(aggregate.name)") }
    if let scale { words.append("scale=\(scale.name)") }
    if let view { words.append("view=\(view.rawValue)") }
    if let isTransposed { words.append("transpose=\(isTransposed ? "yes" : "no")") }
    return words.joined(separator: " ")
  }
}

/// What is wrong with a line that describes a view.
public struct ViewLineError: Error, Hashable, CustomStringConvertible {
  /// The character at fault, from 1.
  public let column: Int
  /// What is wrong and what would have been right.
  public let message: String

  /// The message.
  public var description: String { message }
}

extension IPPrefix {
  /// The prefix that a word of a line is; an address alone is a prefix of itself.
  fileprivate init?(_ word: Substring) {
    if let prefix = IPPrefix(String(word)) {
      self = prefix
    } else if let address = IPAddress(String(word)) {
      self = IPPrefix(address)
    } else {
      return nil
    }
  }
}

extension ViewLine {
  /// Reads a line; whether its plan and its place exist is found out when it is shown.
  public init(parsing text: String) throws(ViewLineError) {
    var plan: String?
    var found: IPPrefix?
    var line = ViewLine(plan: nil, prefix: IPPrefix(IPAddress(.v4, bits: 0), length: 0))
    var start = text.startIndex
    while let first = text[start...].firstIndex(where: { $0 != " " }) {
      let end = text[first...].firstIndex(of: " ") ?? text.endIndex
      let word = text[first..<end]
      let column = text.distance(from: text.startIndex, to: first) + 1
      start = end
      if word.contains("=") {
        try line.take(word, at: column)
      } else if found != nil {
        throw ViewLineError(
          column: column, message: "\"\(word)\": after the CIDR come words such as zoom=4")
      } else if let prefix = IPPrefix(word) {
        found = prefix
      } else if plan == nil, !word.contains("/") {
        plan = String(word)
      } else {
        throw ViewLineError(
          column: column, message: "\"\(word)\" is no CIDR; 10.0.0.0/16 would be one")
      }
    }
    guard let prefix = found else {
      throw ViewLineError(
        column: 1, message: "a view is a plan, a CIDR and words such as zoom=4; there is no CIDR")
    }
    self.init(plan: plan, prefix: prefix)
    (zoom, curve, view) = (line.zoom, line.curve, line.view)
    (layer, owner) = (line.layer, line.owner)
    (aggregate, scale) = (line.aggregate, line.scale)
    isTransposed = line.isTransposed
  }

  private mutating func take(_ word: Substring, at column: Int) throws(ViewLineError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let (key, value) = (parts[0], String(parts[1]))
    func error(_ message: String) -> ViewLineError {
      ViewLineError(column: column, message: "\"\(word)\": \(message)")
    }
    func choice<Choice: RawRepresentable & CaseIterable>() throws(ViewLineError) -> Choice
    where Choice.RawValue == String {
      guard let found = Choice(rawValue: value) else {
        throw error("there are " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return found
    }
    switch key {
    case "zoom":
      guard let number = Int(value), number >= 0, !value.hasPrefix("+") else {
        throw error("a zoom is a number of steps from 0 on")
      }
      zoom = number
    case "layer": layer = try choice()
    case "owner": owner = try choice()
    case "curve":
      guard allCurves.contains(where: { $0.name == value }) else {
        throw error("there are " + allCurves.map(\.name).joined(separator: ", "))
      }
      curve = value
    case "aggregate": aggregate = try choice()
    case "scale": scale = try choice()
    case "view": view = try choice()
    case "transpose":
      guard ["yes", "no"].contains(value) else { throw error("there are yes, no") }
      isTransposed = value == "yes"
    default:
      throw error("a view has zoom, layer, owner, curve, aggregate, scale, view and transpose")
    }
  }
}
