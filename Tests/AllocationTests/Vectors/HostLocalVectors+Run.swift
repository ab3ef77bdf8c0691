import Addressing
import Allocation
import TestSupport

extension HostLocalVectors {
  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    var node: HostLocalPlugin
    do {
      node = try plugin(vector.given)
    } catch let error as HostLocalError {
      return [error.description]
    }
    return try vector.actions.map { words in
      do {
        return try step(words, &node)
      } catch let error as HostLocalError {
        return error.description
      }
    }
  }

  private static func plugin(_ given: String) throws -> HostLocalPlugin {
    let words = given.split(separator: " ").map(String.init)
    // A set that cannot be read is reported with its number, as when the configuration is loaded.
    var sets: [HostLocalRangeSet] = []
    for (index, text) in words.filter({ !$0.hasPrefix("used=") && !$0.hasPrefix("last=") })
      .enumerated()
    {
      do {
        sets.append(try HostLocalRangeSet(text.split(separator: "+").map { try range($0) }))
      } catch let error as HostLocalError {
        throw HostLocalError.badSet(index, error)
      }
    }
    var node = try HostLocalPlugin(sets)
    // The last address is known from a container that came and went.
    for word in words where word.hasPrefix("last=") {
      _ = node.store.reserve(try address(word.dropFirst(5)), for: .init("gone"), set: 0)
      node.store.release(.init("gone"))
    }
    for word in words where word.hasPrefix("used=") {
      for text in word.dropFirst(5).split(separator: ",") {
        _ = node.store.reserve(try address(text), for: .init("X"), set: otherSet)
      }
    }
    return node
  }

  /// A number no set of the table has, so that what is used does not move a pointer.
  private static let otherSet = 99

  private static func address(_ text: some StringProtocol) throws -> IPAddress {
    try IPAddress(parsing: String(text))
  }

  private static func range(_ text: Substring) throws -> HostLocalRange {
    let parts = text.split(separator: ",")
    func value(_ key: String) throws -> IPAddress? {
      try parts.first { $0.hasPrefix("\(key)=") }
        .map { try address($0.dropFirst(key.count + 1)) }
    }
    return try HostLocalRange(
      parsing: String(parts[0]), start: try value("start"), end: try value("end"),
      gateway: try value("gateway"))
  }

  private static func step(_ words: [String], _ node: inout HostLocalPlugin) throws -> String {
    let set = node.sets[0]
    func list(_ items: [String]) -> String {
      items.isEmpty ? "none" : items.joined(separator: " ")
    }
    let holder = HostLocalStore.Holder(words.count > 1 ? words[1] : "ID")
    switch words[0] {
    case "ranges": return list(set.ranges.map { "\($0) gateway \($0.gateway)" })
    case "candidates":
      return list(set.candidates(after: node.store.lastReserved(0)).map(\.description))
    case "contains": return set.contains(try address(words[1])) ? "yes" : "no"
    case "available": return "\(set.available)"
    case "usable":
      let usable = min(Int(words[1]) ?? 0, Int(set.available))
      return "\(usable) of \(set.available), \(Int(set.available) - usable) never together"
    case "get":
      let wanted = try words.dropFirst(2).map { try address($0) }
      return list(try node.add(holder, wanted: wanted).map(\.description))
    case "release": return "released " + list(node.delete(holder).map(\.description))
    case "check":
      try node.check(holder)
      return "ok"
    case "files":
      return list(node.store.reserved.map { "\($0.address)=\($0.holder.container)" })
    case "last": return node.store.lastReserved(0)?.description ?? "none"
    case "wipe":
      node.store.wipe()
      return "wiped"
    default: return "unknown step \(words[0])"
    }
  }
}
