import Addressing
import Allocation
import TestSupport

extension NodeIPAMVectors {
  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    var controller = NodeIPAMController()
    do {
      for word in vector.given.split(separator: " ") { try controller.add(cidr(String(word))) }
    } catch let error as ClusterCIDRErrors {
      return [error.description]
    } catch let error as NodeIPAMError {
      return [error.description]
    }
    var blocks: [String: [IPPrefix]] = [:]
    return try vector.actions.map { words in
      do {
        return try step(words, &controller, &blocks)
      } catch let error as NodeIPAMError {
        return error.description
      }
    }
  }

  private static func step(
    _ words: [String], _ controller: inout NodeIPAMController, _ blocks: inout [String: [IPPrefix]]
  ) throws -> String {
    switch words[0] {
    case "order":
      let names = controller.candidates(for: labels(words.dropFirst())).map(\.name)
      return names.isEmpty ? "none" : names.joined(separator: " ")
    case "blocks":
      let entry = controller.ranges[0]
      return [entry.v4, entry.v6].compactMap { $0.map { String($0.maxCIDRs) } }
        .joined(separator: " ")
    case "occupy": try controller.occupy([IPPrefix(parsing: words[1])], for: "x")
    case "overlaps":
      return String(try controller.ranges[0].v4?.overlaps(IPPrefix(parsing: words[1])) ?? false)
    case "node":
      let given = try controller.allocate(words[1], labels: labels(words.dropFirst(2)))
      blocks[words[1]] = given
      return given.map(\.description).joined(separator: " ")
    case "gone":
      let had = try blocks[words[1]] ?? [IPPrefix(parsing: "10.0.0.0/28")]
      try controller.release(had, of: words[1], labels: labels(words.dropFirst(2)))
    case "drop": try controller.delete(words[1])
    case "services": controller.filterOut(serviceCIDR: try IPPrefix(parsing: words[1]))
    default: return "valid"
    }
    return "ok"
  }

  private static func labels(_ words: ArraySlice<String>) -> [String: String] {
    var labels: [String: String] = [:]
    for word in words {
      let parts = word.split(separator: ":").map(String.init)
      labels[parts[0]] = parts.count > 1 ? parts[1] : ""
    }
    return labels
  }

  /// Reads `NAME=CIDR+CIDR/HOSTBITS[REQUIREMENT,...]`.
  private static func cidr(_ text: String) throws -> ClusterCIDR {
    let named = text.split(separator: "=", maxSplits: 1).map(String.init)
    let parts = named[1].split(separator: "[").map(String.init)
    let slash = parts[0].lastIndex(of: "/") ?? parts[0].endIndex
    let families = parts[0][..<slash].split(separator: "+", omittingEmptySubsequences: false)
      .map(String.init)
    var selector: NodeSelector?
    if parts.count > 1 {
      selector = NodeSelector(
        parts[1].dropLast().split(separator: ",").map { word in
          let pieces = word.split(separator: ":").map(String.init)
          if word.hasPrefix("!") {
            return LabelRequirement(String(word.dropFirst()), .doesNotExist)
          }
          return LabelRequirement(pieces[0], pieces.count > 1 ? .isIn([pieces[1]]) : .exists)
        })
    }
    return try ClusterCIDR(
      named[0], perNodeHostBits: Int(parts[0][parts[0].index(after: slash)...]) ?? 0,
      ipv4: families[0], ipv6: families.count > 1 ? families[1] : "", selector: selector)
  }
}
