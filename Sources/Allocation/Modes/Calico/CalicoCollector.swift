import Addressing
import HashTreeCollections

/// Calico's garbage collector: the IPAM controller of `calico-kube-controllers`.
///
/// It frees addresses that have cooled down in blocks nobody writes, takes blocks that stay empty from
/// hosts that have others, and cleans up after hosts that are gone
/// (`kube-controllers/pkg/controllers/node/ipam.go`). Addresses whose pod is gone do not occur here:
/// a pod's end always reaches the plugin.
public struct CalicoCollector: Sendable {
  /// How long a block must stay empty (`leakGracePeriod`); zero for ever.
  public private(set) var grace: Duration
  /// When a block was first seen to be empty beside others of its host.
  private var emptySince: TreeDictionary<IPPrefix, Duration> = [:]
  /// Whether a block was seen that will be released if it stays empty.
  private(set) var isWatching = false
  /// Hosts that are gone and still have blocks, in the order of leaving.
  public private(set) var goneHosts: [String] = []

  /// Calico's grace period (`kube-controllers/pkg/config/runconfig.go`).
  public static let standardGrace = Duration.seconds(15 * 60)

  /// A collector that has just started.
  public init(grace: Duration = standardGrace) {
    self.grace = grace
  }

  /// How often it looks by itself; besides, each change of a block or pod makes it look.
  public var period: Duration { grace > .zero ? grace / 2 : .seconds(5 * 60) }

  /// The next time it looks by itself, counted from its start at zero.
  public func nextLook(after now: Duration) -> Duration {
    let (tick, passed) = (period.wholeMilliseconds, now.wholeMilliseconds)
    return .milliseconds((passed / tick + 1) * tick)
  }

  /// Whether `now` is one of the times at which it looks by itself.
  func looksByItself(at now: Duration) -> Bool {
    now.wholeMilliseconds % period.wholeMilliseconds == 0
  }

  /// A host is gone: its blocks are released as they become empty.
  public mutating func forget(_ host: String) {
    if !goneHosts.contains(host) { goneHosts.append(host) }
  }

  /// A host is there again under the same name: what is left of its blocks is its own.
  public mutating func welcome(_ host: String) {
    goneHosts.removeAll { $0 == host }
  }

  /// Looks once at everything (`syncIPAM`).
  public mutating func look(at ipam: inout CalicoIPAM, now: Duration) {
    ipam.collectCooled(at: now)
    releaseUnused(&ipam, now: now)
    goneHosts.removeAll { host in
      // A block with addresses that other hosts borrowed keeps its host, and is tried again.
      (try? ipam.releaseHostAffinities(host, mustBeEmpty: true, at: now)) != nil
    }
  }

  /// Releases blocks that were seen empty before and for longer than the grace period, never the
  /// only block of a host (`releaseUnusedBlocks`).
  ///
  /// Calico goes through them in the order of a Go map, at random; here it is that of addresses.
  private mutating func releaseUnused(_ ipam: inout CalicoIPAM, now: Duration) {
    var seen: TreeDictionary<IPPrefix, Duration> = [:]
    isWatching = false
    for (cidr, host) in ipam.unusedBlocks {
      // A host's only block is not watched, but what was seen of it before is kept.
      guard ipam.affinities(of: host).count > 1, grace > .zero else {
        seen[cidr] = emptySince[cidr]
        continue
      }
      let first = emptySince[cidr] ?? now
      if now - first > grace,
        (try? ipam.releaseAffinity(of: cidr, host: host, mustBeEmpty: true, at: now)) != nil
      {
        continue
      }
      seen[cidr] = first
      isWatching = true
    }
    emptySince = seen
  }
}

extension Duration {
  /// The whole milliseconds of it.
  var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
  }
}

extension CalicoIPAM {
  /// Blocks that are a host's and have every address on the free list.
  var unusedBlocks: [(cidr: IPPrefix, host: String)] {
    var unused: [(cidr: IPPrefix, host: String)] = []
    for tally in tallies {
      for cidr in tally.idle.sorted() {
        guard let block = blocks[cidr], block.inUse == 0, let host = block.affinity else {
          continue
        }
        unused.append((cidr, host))
      }
    }
    return unused
  }
}
