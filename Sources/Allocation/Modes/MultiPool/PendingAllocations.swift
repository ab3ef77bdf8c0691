public import Addressing
import HashTreeCollections

/// Addresses that were asked for and could not be given: each adds one to what a node wants.
///
/// Cilium 1.19, `pkg/ipam/multipool_manager.go`: one for each pool, owner and family; trying again
/// renews it; after five minutes without a try it is forgotten.
public struct PendingAllocations: Hashable, Sendable {
  /// How long a wish is kept without being repeated.
  public static let lifetime = Duration.seconds(300)

  private struct Key: Hashable {
    let pool: String
    let owner: String
    let family: IPFamily
  }

  private var expiries: TreeDictionary<Key, Duration> = [:]

  /// Nothing is waited for.
  public init() {}

  /// Whether nothing is waited for.
  public var isEmpty: Bool { expiries.isEmpty }

  /// Adds a wish, or renews it.
  public mutating func insert(pool: String, owner: String, family: IPFamily, now: Duration) {
    expiries[Key(pool: pool, owner: owner, family: family)] = now + Self.lifetime
  }

  /// Removes a wish that was met.
  public mutating func fulfil(pool: String, owner: String, family: IPFamily) {
    guard !expiries.isEmpty else { return }
    expiries[Key(pool: pool, owner: owner, family: family)] = nil
  }

  /// Forgets the wishes whose time has passed.
  public mutating func removeExpired(now: Duration) {
    guard expiries.values.contains(where: { $0 < now }) else { return }
    expiries = expiries.filter { $0.value >= now }
  }

  /// How many wishes there are of a pool in one family.
  public func count(pool: String, family: IPFamily) -> Int {
    expiries.keys.count { $0.pool == pool && $0.family == family }
  }

  /// The pools that something is waited for of, in order.
  public var pools: [String] { Set(expiries.keys.map(\.pool)).sorted() }

  /// Renews the wishes of some owners.
  mutating func renew(_ owners: Set<String>, now: Duration) {
    for (key, _) in expiries where owners.contains(key.owner) {
      expiries[key] = now + Self.lifetime
    }
  }

  /// When the first wish ends that is of none of `owners`, who try again and again.
  func firstExpiry(besides owners: Set<String>) -> Duration? {
    expiries.filter { !owners.contains($0.key.owner) }.values.min()
  }
}
