import Addressing
import Importing

extension Check {
  /// The smallest and the largest service range that kubeadm takes, in addresses
  /// (`ValidateServiceSubnetSize` and `MinimumAddressesInServiceSubnet`, 1.36).
  private static let serviceAddresses: ClosedRange<UInt128> = 10...(1 << 20)

  /// Service ranges of a wrong size, and what they take from the pods of mode `kubernetes`.
  mutating func findServiceFaults() {
    for range in cluster.serviceRanges {
      if !Self.serviceAddresses.contains(range.prefix.size) {
        add(
          .serviceRangeSize,
          "\(range.name) \(range.prefix) has \(range.prefix.size) addresses, and may have "
            + "\(Self.serviceAddresses.lowerBound) to \(Self.serviceAddresses.upperBound)",
          evidence: "\(range.prefix)", place: range.place)
      }
      guard isSkippingServices else { continue }
      for pool in cluster.pools where pool.prefix.overlaps(range.prefix) {
        addWithheld(range, pool)
      }
    }
  }

  /// Addresses of Services that are pods' too, where no file names the range they come from.
  mutating func findServicesAmongPods() {
    guard cluster.serviceRanges.isEmpty else { return }
    let held = held
    for pool in allPools {
      let inside = cluster.serviceAddresses.filter {
        pool.prefix.contains($0.address) && (!pool.isInferred || held.contains($0.address))
      }
      guard let first = inside.first else { continue }
      add(
        .rangesOverlap,
        "\(inside.count) addresses of Services lie in pod pool \(pool.prefix), the first "
          + "\(first.address) of \(first.service)", evidence: "\(first.address), \(pool.prefix)",
        place: pool.place)
    }
  }

  /// kube-controller-manager gives no node a block that the service range touches; Cilium's own
  /// operator knows of no services.
  var isSkippingServices: Bool { cluster.mode == "kubernetes" }

  private mutating func addWithheld(_ range: ImportedRange, _ pool: ImportedPool) {
    guard let length = pool.blockLength, length >= pool.prefix.length,
      length - pool.prefix.length < 64
    else { return }
    let total = UInt64(1) << (length - pool.prefix.length)
    let shared = range.prefix.contains(pool.prefix) ? pool.prefix : range.prefix
    let lost = length > shared.length ? UInt64(1) << (length - shared.length) : 1
    add(
      .serviceRangeInPool,
      "\(range.name) \(range.prefix) lies in \(pool.prefix): \(lost) of \(total) blocks of "
        + "/\(length) are never given to a node",
      evidence: "\(range.prefix), \(pool.prefix)", place: range.place ?? pool.place)
  }

  /// Nodes whose two objects name different blocks: two allocators are at work, and who routes by
  /// the one sends packets astray.
  mutating func findDifferences() {
    let both = cluster.nodes.filter { !$0.kubernetesBlocks.isEmpty && !$0.ciliumBlocks.isEmpty }
    let differing = both.filter { Set($0.kubernetesBlocks) != Set($0.ciliumBlocks) }
    guard let first = differing.first else { return }
    func text(_ blocks: [IPPrefix]) -> String {
      blocks.map(\.description).joined(separator: ", ")
    }
    let node = text(first.kubernetesBlocks)
    let cilium = text(first.ciliumBlocks)
    add(
      .podCIDRsDiffer,
      "\(differing.count) of \(both.count) nodes have one block in their Node and another in their "
        + "CiliumNode, the first \(first.name): \(node) and \(cilium)",
      evidence: "\(node); \(cilium)")
  }
}
