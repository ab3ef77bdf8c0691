import Allocation
import TestSupport
import Testing

struct PodCapacityTests {
  @Test func `every type Cilium knows is known, with no more interfaces than Cilium counts`() throws
  {
    for type in InstanceLimits.ec2Types {
      let capacity = try #require(PodCapacity(ofEC2: type))
      let limits = try #require(InstanceLimits(ofEC2: type))
      #expect(capacity.interfaces <= limits.adapters, "\(type)")
      #expect(capacity.addressesPerInterface == limits.ipv4, "\(type)")
    }
  }

  @Test func `what does not exist is unknown`() {
    for type in ["", "m5", "m5.", ".large", "m5.huge", "M5.large", "m5.large "] {
      #expect(PodCapacity(ofEC2: type) == nil)
    }
  }

  @Test func `no formula falls below the two pods of the host's network`() {
    var random = SeededRandom(seed: 1)
    for _ in 0..<500 {
      let capacity = PodCapacity(
        interfaces: random.int(in: 0..<16), addressesPerInterface: random.int(in: 0..<51),
        virtualCPUs: random.int(in: 0..<97), takesPrefixes: random.int(in: 0..<2) == 0)
      let limit = random.int(in: 0..<20)
      let custom = random.int(in: 0..<2) == 0
      var slow = 2
      var left = min(capacity.interfaces, limit) - (custom ? 1 : 0)
      while left > 0 {
        slow += max(0, capacity.addressesPerInterface - 1) * (capacity.takesPrefixes ? 16 : 1)
        left -= 1
      }
      #expect(
        capacity.maxPods(prefixes: true, customNetworking: custom, interfaceLimit: limit) == slow)
      #expect(
        capacity.maxPods(
          prefixes: true, customNetworking: custom, interfaceLimit: limit, capped: true)
          == min(slow, (capacity.virtualCPUs ?? 0) > 30 ? 250 : 110))
    }
  }
}
