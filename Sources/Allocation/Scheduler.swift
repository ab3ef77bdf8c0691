import Addressing

/// The order in which nodes take pods: the fewest pods first, the earliest created on ties.
///
/// That is the rule of the command language; it stands for kube-scheduler, which is the same for
/// every mode. Nodes that can take a pod stand in the bucket of their pod count; finding the next
/// one is a look at the lowest bucket, and a large batch empties a bucket at a time.
struct Scheduler: Sendable {
  /// Node identifiers by pod count.
  private var buckets: [AddressBitmap] = []
  /// Pods that all nodes together can still take.
  private(set) var room = 0

  mutating func enter(_ node: Node) { enter(node.id, node.schedulerState) }

  mutating func leave(_ node: Node) { leave(node.id, node.schedulerState) }

  mutating func enter(_ id: NodeID, _ state: SchedulerState) {
    guard let bucket = state.bucket else { return }
    insert(id, in: bucket)
    room += state.maxPods - bucket
  }

  mutating func leave(_ id: NodeID, _ state: SchedulerState) {
    guard let bucket = state.bucket else { return }
    buckets[bucket].remove(id.index)
    room -= state.maxPods - bucket
  }

  private mutating func insert(_ node: NodeID, in bucket: Int) {
    while buckets.count <= bucket { buckets.append(AddressBitmap(count: 1 << 32)) }
    buckets[bucket].insert(node.index)
  }

  /// Nodes for up to `count` pods, one pod after the other; this scheduler is left as it was.
  func place(_ count: Int, maxPods: (NodeID) -> Int) -> [UInt32] {
    let total = min(count, room)
    return total < 512
      ? placeSingly(total, maxPods: maxPods) : placeByLevels(total, maxPods: maxPods)
  }

  private func placeSingly(_ count: Int, maxPods: (NodeID) -> Int) -> [UInt32] {
    var scratch = self
    return (0..<count).compactMap { _ in
      guard let bucket = scratch.buckets.firstIndex(where: { $0.population > 0 }),
        let first = scratch.buckets[bucket].firstSet(from: 0)
      else { return nil }
      scratch.buckets[bucket].remove(first)
      if bucket + 1 < maxPods(NodeID(first)) { scratch.insert(NodeID(first), in: bucket + 1) }
      return UInt32(first)
    }
  }

  /// A level at a time: when all nodes of the lowest bucket have taken one pod each they are one
  /// bucket higher, and together with that bucket's nodes they are the next level.
  private func placeByLevels(_ total: Int, maxPods: (NodeID) -> Int) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: total) { output, filled in
      filled = 0
      var level: [UInt32] = []
      /// The lowest limit of any node of the level: before it nobody drops out.
      var lowestLimit = Int.max
      var bucket = 0
      while filled < total {
        if bucket < buckets.count, buckets[bucket].population > 0 {
          let entering = nodes(in: bucket)
          for node in entering { lowestLimit = min(lowestLimit, maxPods(NodeID(rawValue: node))) }
          level = merge(level, entering)
        }
        let taken = min(level.count, total - filled)
        for position in 0..<taken { output[filled + position] = level[position] }
        filled += taken
        bucket += 1
        if bucket >= lowestLimit {
          level.removeAll { maxPods(NodeID(rawValue: $0)) <= bucket }
          lowestLimit = level.map { maxPods(NodeID(rawValue: $0)) }.min() ?? Int.max
        }
      }
    }
  }

  /// Whether the two would place every pod alike, however they came to be.
  func agrees(with other: Scheduler) -> Bool {
    guard room == other.room else { return false }
    return (0..<max(buckets.count, other.buckets.count)).allSatisfy { bucket in
      let mine = bucket < buckets.count ? buckets[bucket] : AddressBitmap(count: 1 << 32)
      let theirs = bucket < other.buckets.count ? other.buckets[bucket] : mine
      return bucket < other.buckets.count ? mine == theirs : mine.population == 0
    }
  }

  private func nodes(in bucket: Int) -> [UInt32] {
    var nodes: [UInt32] = []
    nodes.reserveCapacity(buckets[bucket].population)
    buckets[bucket].forEachSet(in: 0..<buckets[bucket].count) { nodes.append(UInt32($0)) }
    return nodes
  }

  /// Two rising lists as one.
  private func merge(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    if left.isEmpty { return right }
    var merged: [UInt32] = []
    merged.reserveCapacity(left.count + right.count)
    var i = 0
    var j = 0
    while i < left.count, j < right.count {
      if left[i] < right[j] {
        merged.append(left[i])
        i += 1
      } else {
        merged.append(right[j])
        j += 1
      }
    }
    merged += left[i...]
    merged += right[j...]
    return merged
  }
}

/// What the scheduler sees of a node.
struct SchedulerState {
  /// The node's pod count while it can take one more.
  let bucket: Int?
  let maxPods: Int
}
