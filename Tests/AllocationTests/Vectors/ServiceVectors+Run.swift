import Addressing
import Allocation
import TestSupport

extension ServiceVectors {
  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    let words = vector.given.split(separator: " ").map(String.init)
    let prefixes = try words.dropFirst().map { try IPPrefix(parsing: $0) }
    switch words[0] {
    case "limits": return vector.actions.map(limit)
    case "range":
      do {
        var range = try ServiceRange(prefixes[0])
        var random = SeededGenerator(seed: 5)
        return try vector.actions.map { try step($0, &range, &random) }
      } catch let error as ServiceAllocatorError {
        return [error.description]
      }
    default:
      var network = try ServiceNetwork(flags: prefixes)
      var random = SeededGenerator(seed: 6)
      return try vector.actions.map { try step($0, &network, &random) }
    }
  }

  private static func limit(_ words: [String]) -> String {
    let numbers = words.dropFirst().compactMap { Int($0) }
    return switch words[0] {
    case "nodes": String(KubernetesLimits.nodes)
    case "pods": String(KubernetesLimits.pods)
    case "containers": String(KubernetesLimits.containers)
    case "per-node": String(KubernetesLimits.podsPerNode)
    case "product": String(numbers[0] * numbers[1])
    case "supported": String(KubernetesLimits.supportedPods(nodes: numbers[0]))
    default: String(KubernetesLimits.averagePodsPerNode(nodes: numbers[0]))
    }
  }

  private static func step(
    _ words: [String], _ range: inout ServiceRange, _ random: inout SeededGenerator
  ) throws -> String {
    do {
      switch words[0] {
      case "size": return String(range.size)
      case "band": return String(range.bandSize)
      case "static": return range.staticBand?.description ?? "none"
      case "dynamic": return range.dynamicBand?.description ?? "none"
      case "left": return String(range.free)
      case "next": return try range.allocateNext(&random).description
      case "take": try range.allocate(IPAddress(parsing: words[1]))
      case "free": range.release(try IPAddress(parsing: words[1]))
      case "fill-dynamic":
        var given: [IPAddress] = []
        while range.free > UInt64(range.bandSize) { given.append(try range.allocateNext(&random)) }
        given.sort()
        return given.first.flatMap { first in given.last.map { "\(IPRange(first, $0))" } } ?? ""
      case "all":
        var count = 0
        while range.free > 0 {
          _ = try range.allocateNext(&random)
          count += 1
        }
        return String(count)
      default: return "?"
      }
      return "ok"
    } catch let error as ServiceAllocatorError {
      return error.description
    }
  }

  private static func step(
    _ words: [String], _ network: inout ServiceNetwork, _ random: inout SeededGenerator
  ) throws -> String {
    do {
      switch words[0] {
      case "service":
        let request = try request(Array(words.dropFirst()))
        let given = try network.create(request, &random)
        // An address that nobody named is drawn: that there is one is what counts.
        return request.addresses.isEmpty
          ? "given" : given.map(\.description).joined(separator: " ")
      case "many":
        for index in 0..<(Int(words[1]) ?? 0) {
          _ = try network.create(ServiceRequest("many-\(index)"), &random)
        }
        return words[1]
      case "add":
        try network.add(
          ServiceCIDR(words[1], words.dropFirst(2).map { try IPPrefix(parsing: $0) }))
      case "drop": try network.delete(words[1], at: .seconds(Int(words[2]) ?? 0))
      case "delete": network.delete(service: words[1])
      case "settle":
        let gone = network.settle(at: .seconds(Int(words[1]) ?? 0))
        return gone.isEmpty ? "none" : gone.joined(separator: " ")
      case "ready": return network.condition(of: words[1])?.message ?? "none"
      case "repair":
        let lost = network.repair(keeping: Set(words.dropFirst()))
        return lost.map(\.description).joined(separator: " ")
      case "used": return String(network.used(.v4))
      default: return "?"
      }
      return "ok"
    } catch let error as ServiceError {
      return error.description
    } catch let error as ServiceCIDRError {
      return error.description
    }
  }

  private static func request(_ words: [String]) throws -> ServiceRequest {
    var request = ServiceRequest(words[0])
    for word in words.dropFirst() {
      let parts = word.split(separator: "=").map(String.init)
      switch parts[0] {
      case "policy": request.policy = IPFamilyPolicy(rawValue: parts[1]) ?? .singleStack
      case "family": request.families.append(parts[1] == "v6" ? .v6 : .v4)
      default: request.addresses.append(try IPAddress(parsing: word))
      }
    }
    return request
  }
}
