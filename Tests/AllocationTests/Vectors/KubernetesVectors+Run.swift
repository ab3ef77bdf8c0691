import Addressing
import Allocation
import TestSupport

extension KubernetesVectors {
  /// What comes out of each step; semicolons in a text are written as commas.
  static func run(_ vector: Vector) throws -> [String] {
    let words = vector.given.split(separator: " ").map(String.init)
    let outcomes: [String]
    switch words[0] {
    case "set": outcomes = try runSet(words, vector.actions)
    case "controller": outcomes = try runController(words, vector.actions)
    case "flags": outcomes = [runFlags(words)]
    case "kubeadm": outcomes = vector.actions.map { runKubeadm(words, $0) }
    default: outcomes = try vector.actions.map { try runSizing(mask: number(words[2]), $0) }
    }
    return outcomes.map { $0.split(separator: ";").joined(separator: ",").trimmingBlanks }
  }

  private static func number(_ text: String) -> Int { Int(text) ?? -1 }

  private static func runSet(_ given: [String], _ actions: [[String]]) throws -> [String] {
    var set: NodeCIDRSet
    do {
      set = try NodeCIDRSet(
        cluster: IPPrefix(maskingHostBits: given[1]), nodeMask: number(given[3]))
    } catch let error as CIDRSetError {
      return [error.description]
    }
    var skipped = 0
    return try actions.map { words in
      do {
        return try step(words, &set, &skipped)
      } catch CIDRSetError.noneLeft {
        return "none left"
      } catch let error as CIDRSetError {
        return error.description
      }
    }
  }

  private static func step(
    _ words: [String], _ set: inout NodeCIDRSet, _ skipped: inout Int
  ) throws -> String {
    switch words[0] {
    case "alloc":
      let given = try set.allocateNext()
      skipped = given.skipped
      return given.block.description
    case "skipped": return String(skipped)
    case "release": try set.release(IPPrefix(maskingHostBits: words[1]))
    case "occupy": try set.occupy(IPPrefix(maskingHostBits: words[1]))
    case "occupy-blocks":
      for index in number(words[1])...number(words[2]) {
        try set.occupy(set.blocks.block(at: index))
      }
    case "block": return set.blocks.block(at: number(words[1])).description
    case "index": return String(try set.blocks.index(of: IPPrefix(maskingHostBits: words[1]).base))
    default: return try summary(words, &set)
    }
    return "ok"
  }

  private static func summary(_ words: [String], _ set: inout NodeCIDRSet) throws -> String {
    switch words[0] {
    case "slots": return String(set.blocks.maxCIDRs)
    case "used": return "\(set.blocks.count) used"
    case "usage": return String(set.usage)
    case "counted": return "\(set.allocations) allocations, \(set.releases) releases"
    case "tries": return set.tries.map(String.init).joined(separator: " ")
    case "empty":
      try set.release(set.cluster)
      return "\(set.blocks.count) used"
    case "in-order":
      var indexes: [Int] = []
      while let block = try? set.allocateNext().block {
        indexes.append(try set.blocks.index(of: block.base))
      }
      let isRun = indexes == Array(indexes[0]..<indexes[0] + indexes.count)
      return isRun ? "\(indexes.count) from \(indexes[0])" : "\(indexes)"
    case "bits":
      guard let first = set.blocks.used.firstSet(), let last = set.blocks.used.lastSet else {
        return "none"
      }
      return set.blocks.count == last - first + 1 ? "\(first)..\(last)" : "scattered"
    default: return "unknown step \(words[0])"
    }
  }

  /// Looks for the longest cluster CIDR that serves so many nodes, by serving them.
  private static func runSizing(mask: Int, _ words: [String]) throws -> String {
    let nodes = number(words[1])
    let lengths = (0...mask).reversed()
    for length in lengths {
      let cluster = IPPrefix(IPAddress(.v4, bits: 0), length: length)
      var set = try NodeCIDRSet(cluster: cluster, nodeMask: mask)
      if (0..<nodes).allSatisfy({ _ in (try? set.allocateNext()) != nil }) { return "/\(length)" }
    }
    return "none"
  }

  private static func runFlags(_ given: [String]) -> String {
    var flags = ControllerManagerFlags()
    for word in given.dropFirst() {
      let parts = word.split(separator: "=").map(String.init)
      switch parts[0] {
      case "cluster-cidr": flags.clusterCIDR = parts[1]
      case "service-cluster-ip-range": flags.serviceClusterIPRange = parts[1]
      case "node-cidr-mask-size": flags.nodeCIDRMaskSize = number(parts[1])
      case "node-cidr-mask-size-ipv4": flags.nodeCIDRMaskSizeIPv4 = number(parts[1])
      case "node-cidr-mask-size-ipv6": flags.nodeCIDRMaskSizeIPv6 = number(parts[1])
      default: flags.allocatorType = ControllerManagerFlags.AllocatorType(rawValue: parts[1])!
      }
    }
    do {
      let configuration = try flags.configuration()
      if flags.allocatorType == .range { _ = try RangeAllocator(configuration) }
      let clusters = zip(configuration.clusterCIDRs, configuration.maskSizes)
        .map { "\($0) at \($1)" }
      let services = configuration.serviceCIDRs.map { "service \($0)" }
      return (clusters + services).joined(separator: ", ")
    } catch {
      return "\(error)"
    }
  }

  private static func runKubeadm(_ given: [String], _ words: [String]) -> String {
    let masks = given.count > 2 ? number(given[2]) : 0
    let problems: [String]
    switch words[0] {
    case "automatic": return String(Kubeadm.automaticNodeMask(podSubnet: words[1]))
    case "services": problems = Kubeadm.problems(serviceSubnet: words[1])
    case "pods" where given.contains("mask"):
      problems = Kubeadm.problems(podSubnet: words[1], nodeMaskIPv4: masks)
    case "pods" where given.contains("mask6"):
      problems = Kubeadm.problems(podSubnet: words[1], nodeMaskIPv6: masks)
    default: problems = Kubeadm.problems(podSubnet: words[1])
    }
    return problems.isEmpty ? "accepted" : problems.joined(separator: " and ")
  }
}

extension KubernetesVectors {
  /// A controller with the nodes it has served, as a test drives it.
  private struct Controller {
    var configuration: RangeAllocator.Configuration
    var allocator: RangeAllocator
    var nodes: [(name: String, podCIDRs: [IPPrefix])]
    var served: [[IPPrefix]] = []
    var fault: String?
  }

  private static func runController(_ given: [String], _ actions: [[String]]) throws -> [String] {
    var clusters: [IPPrefix] = []
    var masks: [Int] = []
    var services: [IPPrefix] = []
    var nodes: [(name: String, podCIDRs: [IPPrefix])] = []
    var position = 1
    while position < given.count {
      switch given[position] {
      case "service": services.append(try IPPrefix(maskingHostBits: given[position + 1]))
      case "node":
        let cidrs = try given[position + 1].split(separator: ",").map {
          try IPPrefix(maskingHostBits: String($0))
        }
        nodes.append(("node-\(nodes.count)", cidrs))
      case "mask": masks.append(number(given[position + 1]))
      default:
        clusters.append(try IPPrefix(maskingHostBits: given[position]))
        position -= 1
      }
      position += 2
    }
    let configuration = RangeAllocator.Configuration(
      clusterCIDRs: clusters, maskSizes: masks, serviceCIDRs: services)
    do {
      var controller = Controller(
        configuration: configuration,
        allocator: try RangeAllocator(configuration, nodes: nodes), nodes: nodes)
      return try actions.map { try step($0, &controller) }
    } catch let error as RangeAllocatorError {
      return [error.description]
    }
  }

  private static func step(_ words: [String], _ controller: inout Controller) throws -> String {
    switch words[0] {
    case "add":
      guard let reserved = try? controller.allocator.reserve() else { return "none left" }
      controller.served.append(reserved)
      return text(reserved)
    case "patch":
      let reserved = try controller.allocator.reserve()
      controller.allocator.patchFailed(reserved, timedOut: words[1] == "timeout")
      return "\(text(reserved)) \(words[1])"
    case "remove":
      let node = number(words[1]) - 1
      try controller.allocator.release(controller.served[node], node: "served-\(node)")
      controller.served[node] = []
    case "leave":
      let node = controller.nodes[number(words[1])]
      try controller.allocator.release(node.podCIDRs, node: node.name)
    case "restart":
      let listed = controller.nodes + controller.served.map { (name: "served", podCIDRs: $0) }
      controller.allocator = try RangeAllocator(controller.configuration, nodes: listed)
    case "used":
      return controller.allocator.sets.map { String($0.blocks.count) }.joined(separator: " ")
    case "leaked":
      return controller.allocator.leaked.isEmpty ? "none" : text(controller.allocator.leaked)
    default: return "unknown step \(words[0])"
    }
    return "ok"
  }

  private static func text(_ prefixes: [IPPrefix]) -> String {
    prefixes.map(\.description).joined(separator: " ")
  }
}
