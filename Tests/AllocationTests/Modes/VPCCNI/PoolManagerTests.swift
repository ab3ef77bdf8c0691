import Addressing
import Allocation
import TestSupport
import Testing

struct PoolManagerTests {
  private static let targets: [WarmTargets] = [
    WarmTargets(), WarmTargets(interfaces: 0), WarmTargets(addresses: 3, minimum: 8),
    WarmTargets(prefixes: 1, delegatesPrefixes: true),
    WarmTargets(addresses: 5, minimum: 20, delegatesPrefixes: true),
  ]

  private static func manager(_ targets: WarmTargets) -> PoolManager {
    var settings = PoolManager.Settings(slots: 5, interfaceLimit: 4, maxPods: 200)
    settings.targets = targets
    settings.subnets = [0]
    return PoolManager(settings)
  }

  private static func vpc(_ cidr: String) throws -> VPC {
    var vpc = VPC(seed: 5)
    try vpc.add(try IPPrefix(parsing: cidr), zone: 0)
    return vpc
  }

  /// One daemon is woken when it says so, its twin every half second: they come to the same.
  @Test(arguments: targets.indices)
  func `a daemon that sleeps until something is due misses nothing`(_ index: Int) throws {
    for seed in UInt64(1)...6 {
      var (vpc, other) = (try Self.vpc("10.0.0.0/20"), try Self.vpc("10.0.0.0/20"))
      var (sleeper, watcher) = (
        Self.manager(Self.targets[index]), Self.manager(Self.targets[index])
      )
      _ = try sleeper.launch(at: .zero, in: &vpc, subnet: 0)
      _ = try watcher.launch(at: .zero, in: &other, subnet: 0)
      var random = SeededRandom(seed: seed)
      var pods: [IPAddress] = []
      var due = sleeper.nextAction(after: .zero, in: vpc)
      for half in 1..<600 {
        let now = Duration.milliseconds(500 * half)
        if let time = due, time <= now {
          #expect(time == now)
          let steps = sleeper.look(at: now, in: &vpc)
          #expect(!steps.isEmpty)
        }
        _ = watcher.look(at: now, in: &other)
        let chance = random.int(in: 0..<12)
        if chance == 0, let address = sleeper.store.assign(at: now) {
          pods.append(address)
          let same = watcher.store.assign(at: now)
          #expect(same == address)
        } else if chance == 1, !pods.isEmpty {
          let address = pods.remove(at: random.int(in: 0..<pods.count))
          sleeper.release(address, at: now)
          watcher.release(address, at: now)
        }
        due = sleeper.nextAction(after: now, in: vpc)
        #expect(sleeper.store == watcher.store, "seed \(seed) at \(now)")
        if sleeper.store != watcher.store { return }
      }
    }
  }

  @Test(arguments: targets.indices)
  func `growing at once and growing in time come to the same`(_ index: Int) throws {
    for pods in [0, 1, 4, 5, 6, 12, 17] {
      var (vpc, other) = (try Self.vpc("10.0.0.0/20"), try Self.vpc("10.0.0.0/20"))
      var (quick, slow) = (Self.manager(Self.targets[index]), Self.manager(Self.targets[index]))
      _ = try quick.launch(at: .zero, in: &vpc, subnet: 0)
      _ = try slow.launch(at: .zero, in: &other, subnet: 0)
      var now = Duration.zero
      for _ in 0..<pods {
        _ = quick.growAtOnce(at: now, in: &vpc)
        let address = quick.store.assign(at: now)
        #expect(address != nil)
        while slow.store.assign(at: now) == nil {
          now = try #require(slow.nextAction(after: now, in: other))
          _ = slow.look(at: now, in: &other)
        }
      }
      _ = quick.growAtOnce(at: now, in: &vpc)
      // Before a minute has passed nothing is detached: without a warm interface the daemon would
      // attach and detach the same one for ever.
      let end = now + .seconds(45)
      while let due = slow.nextAction(after: now, in: other), due < end {
        now = due
        _ = slow.look(at: now, in: &other)
      }
      #expect(
        quick.store.interfaces.map(\.cidrs.count) == slow.store.interfaces.map(\.cidrs.count),
        "\(pods) pods")
    }
  }

  @Test func `after a subnet was too full a daemon asks again in two minutes`() throws {
    var vpc = try Self.vpc("10.0.0.0/28")
    var manager = Self.manager(WarmTargets())
    _ = try manager.launch(at: .zero, in: &vpc, subnet: 0)
    _ = manager.store.assign(at: .zero)
    let first = try #require(manager.nextAction(after: .zero, in: vpc))
    #expect(first == .milliseconds(2500))
    let steps = manager.look(at: first, in: &vpc)
    #expect(steps == [.refused(.insufficientFreeAddresses)])
    // As long as nobody gives anything back there is nothing to wait for.
    #expect(manager.nextAction(after: first, in: vpc) == nil)
    let blocker = IPPrefix(IPAddress(.v4, bits: 0x0a00_0000), length: 28)
    let free = (4..<15).map { IPPrefix(IPAddress(.v4, bits: blocker.base.bits + UInt128($0))) }
    vpc.release(free.filter { manager.store.place(of: $0.base) == nil }, in: 0)
    #expect(manager.nextAction(after: first, in: vpc) == first + .seconds(120))
    #expect(manager.nextAction(after: first + .seconds(300), in: vpc) == first + .seconds(360))
    let more = manager.look(at: first + .seconds(5), in: &vpc)
    #expect(more.isEmpty)
  }

  @Test func `the primary interface stays, a young one too, and one whose address rests`() throws {
    var vpc = try Self.vpc("10.0.0.0/24")
    var manager = Self.manager(WarmTargets())
    _ = try manager.launch(at: .zero, in: &vpc, subnet: 0)
    let pods = (0..<5).compactMap { _ in manager.store.assign(at: .zero) }
    _ = manager.growAtOnce(at: .zero, in: &vpc)
    let more = (0..<5).compactMap { _ in manager.store.assign(at: .zero) }
    _ = manager.growAtOnce(at: .zero, in: &vpc)
    #expect(manager.store.interfaces.count == 3)
    for address in pods { manager.release(address, at: .seconds(10)) }
    for address in more { manager.release(address, at: .seconds(45)) }
    // The third never had a pod and is old enough after a minute; the second rests until 1:15.
    #expect(manager.nextAction(after: .seconds(45), in: vpc) == .milliseconds(60_000))
    #expect(manager.store.removableTime(of: 0, manager.settings.targets) == nil)
    #expect(manager.store.removableTime(of: 1, manager.settings.targets) == .seconds(75))
    #expect(manager.store.removableTime(of: 2, manager.settings.targets) == .seconds(60))
  }
}
