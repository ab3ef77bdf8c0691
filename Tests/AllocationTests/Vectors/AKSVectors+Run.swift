import Addressing
import Allocation
import TestSupport

extension AKSVectors {
  /// What comes out of each step; semicolons in a text are written as commas.
  static func run(_ vector: Vector) throws -> [String] {
    let words = vector.given.split(separator: " ").map(String.init)
    guard words[0] == "plan" else {
      let networking = AKSNetworking(rawValue: words[1]) ?? .overlay
      return vector.actions.map { size(networking, $0) }
    }
    var plan: Plan
    do {
      plan = try Plan(Array(words.dropFirst()))
    } catch let refusal as Refusal {
      return [refusal.description.withCommas]
    }
    return try vector.actions.map { try plan.step($0).withCommas }
  }

  private static func number(_ text: String) -> Int {
    Int(text.drop { $0 == "/" }) ?? -1
  }

  private static func size(_ networking: AKSNetworking, _ words: [String]) -> String {
    let numbers = words.dropFirst().map(number)
    switch words[0] {
    case "addresses":
      return String(
        AKSSizing.nodeSubnetAddresses(nodes: numbers[0], surge: numbers[1], maxPods: numbers[2]))
    case "subnet":
      let addresses = AKSSizing.nodeSubnetAddresses(
        nodes: numbers[0], surge: numbers[1], maxPods: numbers[2])
      return AKSSizing.smallestSubnet(for: addresses).map { "/\($0)" } ?? "none"
    case "nodes":
      switch networking {
      case .overlay: return String(AKSSizing.nodesWithBlock(podCIDR: numbers[0]))
      case .kubenet: return String(AKSSizing.nodesWithAddress(subnet: numbers[0]))
      default:
        return String(AKSSizing.nodeSubnetNodes(subnet: numbers[0], maxPods: numbers[1]))
      }
    case "pods": return String(AKSSizing.pods(nodes: numbers[0], maxPods: numbers[1]))
    case "usable": return String(AKSSizing.usableAddresses(ofSubnet: numbers[0]))
    case "static":
      let blocks = AKSSizing.staticBlocks(maxPods: numbers[0])
      let addresses = AKSSizing.staticPodAddresses(blocks: blocks)
      return "\(blocks) \(addresses) \(addresses - numbers[0])"
    case "dynamic": return String(AKSSizing.dynamicAddresses(pods: numbers[0]))
    default: return "?"
    }
  }

  /// A cluster under a plan, told what to do in words.
  private struct Plan {
    private var cluster: Cluster

    init(_ words: [String]) throws {
      var pools: [IPPrefix] = []
      var options: [ModeOption] = []
      for word in words {
        let parts = word.split(separator: "=").map(String.init)
        if parts.count == 2 {
          options.append(ModeOption(parts[0], parts[1]))
        } else {
          pools.append(try IPPrefix(parsing: word))
        }
      }
      cluster = Cluster(mode: try AllModes.make("aks", pools: pools, options: options))
    }

    private var last: Node? { cluster.nodes.ids.last.flatMap { cluster.nodes[$0] } }

    mutating func step(_ words: [String]) throws -> String {
      switch words[0] {
      case "nodes":
        let names = cluster.nodes.freeNames(AKSVectors.number(words[1]), prefix: "node-")
        _ = try cluster.perform(.addNodes(names.map { NodeOrder(name: $0) }))
        return "\(cluster.tallies.nodesReady) ready"
      case "pods":
        let order = PodOrder(naming: .app("pod"), count: AKSVectors.number(words[1]))
        _ = try cluster.perform(.addPods(order))
        return "\(cluster.tallies.podsRunning) run"
      case "unpod":
        let ids = Array(cluster.allPods.suffix(AKSVectors.number(words[1])))
        _ = try cluster.perform(.removePods(ids))
        return "\(cluster.tallies.podsRunning) run"
      case "remove":
        let id = cluster.nodes[words[1]]?.id
        _ = try cluster.perform(.removeNodes([id].compactMap(\.self)))
        return "\(cluster.tallies.nodesReady) ready"
      case "error": return last?.error ?? "none"
      case "blocks": return last?.blocks.map(\.description).joined(separator: " ") ?? "none"
      case "held":
        return String(
          cluster.nodes.ids.reduce(UInt128(0)) { sum, id in
            sum + (cluster.nodes[id]?.blocks.reduce(0) { $0 + $1.size } ?? 0)
          })
      case "grow", "drop":
        let prefix = try IPPrefix(parsing: words[1])
        do {
          _ = try cluster.perform(
            .change(words[0] == "grow" ? .addPool(prefix) : .removePool(prefix)))
          return "grown"
        } catch {
          return error.description
        }
      default: return facts(words[0])
      }
    }

    private func facts(_ word: String) -> String {
      switch word {
      case "max-pods": String(cluster.mode.maxPods)
      case "pools": cluster.mode.pools.map(\.description).joined(separator: " ")
      case "services": AKSNetworking.defaultServiceCIDR.description
      case "second-family": AKSNetworking.defaultIPv6Pool.description
      default: "?"
      }
    }
  }
}

extension String {
  fileprivate var withCommas: String {
    split(separator: ";").joined(separator: ",").trimmingBlanks
  }
}
