public import Addressing

/// kube-controller-manager as far as it hands out pod CIDRs: its allocator, its queue, its restarts.
///
/// Kubernetes `pkg/controller/nodeipam/ipam/range_allocator.go` (283f41fe). Modes whose blocks come
/// from it (Cilium's `kubernetes` and `delegated-plugin`) bring nodes before it and read what it has
/// written to them.
public struct ControllerManager: Sendable {
  /// A controller that cannot start: it is started again and again by its node's kubelet.
  public struct Crash: Hashable, Sendable {
    /// Why.
    public let reason: String
    /// How often it has crashed.
    public let count: Int
    /// When it is started again.
    public let due: Duration
  }

  /// What was chosen.
  public private(set) var options: NodeIPAMOptions
  /// Service ranges that were claimed after the start, beside that of the flag.
  public private(set) var claimed: [IPPrefix] = []
  /// Who has which blocks, as far as the controller remembers.
  public private(set) var allocator: RangeAllocator
  /// Nodes it has failed on.
  public private(set) var queue = RetryQueue()
  /// Whether the controller is down, and why.
  public private(set) var crash: Crash?
  /// Parts of the cluster CIDRs that it never gives, as long as it remembers.
  public private(set) var withheld: [IPPrefix] = []
  private var configuration: RangeAllocator.Configuration
  private var faultsLeft: Int?

  /// A controller without a node.
  public init(_ options: NodeIPAMOptions) throws(Refusal) {
    let configuration = try options.configuration()
    self.options = options
    self.configuration = configuration
    do { allocator = try RangeAllocator(configuration) } catch { throw .system("\(error)") }
    faultsLeft = options.patchFaults
    withheld = allocator.neverGiven
  }

  /// Other flags; the caller restarts the controller for them to be read.
  mutating func change(_ options: NodeIPAMOptions) throws(Refusal) {
    configuration = try options.configuration()
    if (options.patch, options.patchFaults) != (self.options.patch, self.options.patchFaults) {
      faultsLeft = options.patchFaults
    }
    self.options = options
  }

  /// Takes a service range out of the cluster CIDRs from the next node on.
  mutating func claim(_ service: IPPrefix) {
    claimed.append(service)
    allocator.withhold(service)
    withheld = allocator.neverGiven
  }

  /// What the API server says to a node that brings pod CIDRs of its own
  /// (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateNode`).
  func validate(_ node: Node) throws(Refusal) {
    let families = node.blocks.map(\.family)
    guard Set(families).count < families.count else { return }
    let list = node.blocks.map { "\"\($0)\"" }.joined(separator: ",")
    throw .system(
      "Node \"\(node.name)\" is invalid: spec.podCIDRs: Invalid value: [\(list)]: may specify no "
        + "more than one CIDR for each IP family")
  }

  /// Looks at a node: occupies the pod CIDRs it has or gives it some (`AllocateOrOccupyCIDR`).
  ///
  /// A failure puts the node into the queue; that the node uses blocks which the controller cannot
  /// enter does not keep its agent from using them.
  mutating func sync(_ node: inout Node, _ scene: inout Scene) {
    guard crash == nil else {
      // Nobody notices; only the figures of what would be free go with it.
      try? allocator.occupy(node.blocks, node: node.name)
      return
    }
    do throws(Failure) {
      if node.blocks.isEmpty { try assign(&node, &scene) } else { try occupy(node) }
      node.error = nil
      queue.forget(node.id)
    } catch {
      node.error = error.text
      queue.fail(node.id, at: scene.now, isHopeless: error.isHopeless)
    }
  }

  private struct Failure: Error {
    let text: String
    /// Whether nothing but a block that is given back, or a restart, can make another attempt better.
    let isHopeless: Bool
  }

  private mutating func occupy(_ node: Node) throws(Failure) {
    do {
      try allocator.occupy(node.blocks, node: node.name)
    } catch {
      throw Failure(text: error.description, isHopeless: true)
    }
  }

  private mutating func assign(_ node: inout Node, _ scene: inout Scene) throws(Failure) {
    let reserved: [IPPrefix]
    do {
      reserved = try allocator.reserve()
    } catch {
      withheld = allocator.neverGiven
      // The event on the node is a write too.
      scene.work.controlPlane += 1
      throw Failure(
        text: "\(NodeIPAMEvent.notAvailable.rawValue): \(error)", isHopeless: isHopeless)
    }
    if options.patch != .ok, faultsLeft != 0 {
      faultsLeft = faultsLeft.map { $0 - 1 }
      allocator.patchFailed(reserved, timedOut: options.patch == .timeout)
      withheld = allocator.neverGiven
      // Three tries and an event.
      scene.work.controlPlane += 4
      throw Failure(
        text: "\(NodeIPAMEvent.assignmentFailed.rawValue): Failed to update node PodCIDR after "
          + "multiple attempts"
          + (options.patch == .timeout
            ? "; the block is kept until kube-controller-manager restarts" : ""),
        isHopeless: false)
    }
    scene.work.controlPlane += 1
    node.blocks = reserved
  }

  /// Whether every attempt ends at the first cluster CIDR, and so changes nothing.
  private var isHopeless: Bool { allocator.sets.first?.blocks.isFull ?? true }

  /// A node is gone (`ReleaseCIDR`); a failure is only logged.
  mutating func forget(_ node: Node, _ scene: inout Scene) {
    queue.forget(node.id)
    guard !node.blocks.isEmpty else { return }
    do {
      try allocator.release(node.blocks, node: node.name)
    } catch {
      if crash == nil { scene.note(node.name, error.description) }
    }
    withheld = allocator.neverGiven
    // Each attempt that was only counted was an event on its node.
    if !isHopeless { scene.work.controlPlane += queue.wake(at: scene.now) }
  }

  /// Starts anew: memory is gone, the nodes there are say what is taken, the others are served.
  ///
  /// The API server lists nodes by name. One whose block lies outside the cluster CIDRs keeps the
  /// controller from starting at all.
  mutating func start(_ scene: inout Scene) {
    queue = RetryQueue()
    withheld = []
    let nodes = scene.nodeIDs.compactMap { scene.node($0) }.sorted { $0.name < $1.name }
    let listed = nodes.map { (name: $0.name, podCIDRs: $0.blocks) }
    do {
      allocator = try RangeAllocator(claimedConfiguration, nodes: listed)
      crash = nil
    } catch {
      goDown(error.description, nodes, &scene)
      return
    }
    withheld = allocator.neverGiven
    for node in nodes {
      if node.blocks.isEmpty {
        _ = scene.with(node.id) { node, rest in sync(&node, &rest) }
      } else if node.error != nil {
        scene.change(node.id) { $0.error = nil }
      }
    }
  }

  private var claimedConfiguration: RangeAllocator.Configuration {
    var configuration = configuration
    configuration.serviceCIDRs += claimed
    return configuration
  }

  /// The kubelet starts a container that crashes again after 10 s, and twice as late each time up to
  /// five minutes (Kubernetes `pkg/kubelet/kubelet.go`, `backOffPeriod`, `MaxCrashLoopBackOff`).
  private mutating func goDown(_ reason: String, _ nodes: [Node], _ scene: inout Scene) {
    let count = (crash?.count ?? 0) + 1
    let delay = Duration.seconds(min(300, 10 << min(count - 1, 5)))
    if crash?.reason != reason {
      scene.note("kube-controller-manager", "does not start: \(reason)", isRefusal: true)
    }
    crash = Crash(reason: reason, count: count, due: scene.now + delay)
    // What free blocks there would be, for the figures; nobody is served from it.
    relearn(nodes)
  }

  /// Enters what nodes hold as far as it can be entered, and serves nobody: for recordings.
  ///
  /// Answers what it says of each node, in their order; nil where nothing is wrong.
  @discardableResult
  mutating func relearn(_ nodes: [Node]) -> [String?] {
    guard let fresh = try? RangeAllocator(claimedConfiguration) else {
      return nodes.map { _ in nil }
    }
    allocator = fresh
    let texts = nodes.map { node -> String? in
      do {
        try allocator.occupy(node.blocks, node: node.name)
        return nil
      } catch {
        return "\(error)"
      }
    }
    withheld = allocator.neverGiven
    return texts
  }

  /// When the controller does something by itself.
  var nextDue: Duration? { crash?.due ?? queue.nextDue }

  /// Tries again what is due; answers the nodes that were looked at.
  mutating func timePasses(_ scene: inout Scene) -> [NodeID] {
    if let crash {
      guard crash.due <= scene.now else { return [] }
      start(&scene)
      return self.crash == nil ? scene.nodeIDs : []
    }
    let due = queue.takeDue(at: scene.now)
    for id in due { _ = scene.with(id) { node, rest in sync(&node, &rest) } }
    return due
  }

  /// What it knows of a node, as lines of `describe`.
  func details(of node: Node) -> [(key: String, text: String)] {
    if let crash {
      return [
        (
          "kube-controller-manager",
          "crashed \(crash.count) times, starts again at \(crash.due): \(crash.reason)"
        )
      ]
    }
    let failures = queue.failures(of: node.id)
    guard failures > 0, let due = queue.due(node.id) else { return [] }
    let next = queue.isDormant(node.id) ? "then one every 1,000 s" : "the next at \(due)"
    var lines = [(key: "retries", text: "\(failures) failed, \(next)")]
    for event in NodeIPAMEvent.allCases where node.error?.hasPrefix(event.rawValue) == true {
      lines.append((key: "event", text: "\(event.rawValue): \(event.message(node: node.name))"))
    }
    return lines
  }
}

extension ControllerManager {
  /// The node mask of a family that has a cluster CIDR.
  func unitLength(_ family: IPFamily) -> Int? {
    guard options.clusterCIDRs.contains(where: { $0.family == family }) else { return nil }
    return family == .v4 ? options.mask : options.mask6
  }

  /// The sets of one family.
  func blockSets(_ family: IPFamily) -> [CIDRSet] {
    allocator.sets.map(\.blocks).filter { $0.cluster.family == family }
  }
}
