import Simulation
import Testing

/// Services through the command language.
@Suite struct SessionServicesTests {
  private func run(_ text: String) throws -> (session: Session, outcomes: [Outcome]) {
    var session = Session()
    let text = "plan a mode=cluster-pool\n" + text
    let outcomes = try Script(parsing: text, file: "s").lines.map { session.execute($0.command) }
    return (session, outcomes)
  }

  private func failures(_ outcomes: [Outcome]) -> [String] {
    outcomes.compactMap {
      if case .failed(let expected, let got) = $0 { "\(expected), got \(got)" } else { nil }
    }
  }

  @Test func `a /28 has fourteen Services, and another range makes room`() throws {
    let (_, outcomes) = try run(
      """
      claim 10.96.0.0/28 services kind=service
      add services 14
      expect services = 14
      expect services.free = 0
      add service late
      expect error "failed to allocate a serviceIP: range is full"
      claim 10.96.1.0/24 more kind=service
      add service late
      expect services = 15
      expect services.free = 253
      """)
    #expect(failures(outcomes) == [])
  }

  @Test func `an address can be asked for, once`() throws {
    let (_, outcomes) = try run(
      """
      add service dns address=10.96.0.10
      expect error "there is no range for Services yet"
      claim 10.96.0.0/16 services kind=service
      add service kube-system/dns address=10.96.0.10
      expect service kube-system/dns address 10.96.0.10
      add service other address=10.96.0.10
      expect error "failed to allocate IP 10.96.0.10: provided IP is already allocated"
      remove service kube-system/dns
      add service other address=10.96.0.10
      expect service other address 10.96.0.10
      remove service gone
      expect error "not found"
      """)
    #expect(failures(outcomes) == [])
  }

  @Test func `a range with Services of its own stays until they are gone`() throws {
    let (_, outcomes) = try run(
      """
      claim 10.96.0.0/28 services kind=service
      claim 10.97.0.0/24 more kind=service
      add service a address=10.97.0.20
      remove claim more
      add service b address=10.97.0.21
      wait 1m
      expect services = 1
      expect service a address 10.97.0.20
      remove service a
      wait 1m
      add service b address=10.97.0.21
      expect error "10.97.0.21"
      expect services = 0
      """)
    #expect(failures(outcomes) == [])
  }

  @Test func `the seed decides the addresses, and undo takes them back`() throws {
    let script = "claim 10.96.0.0/16 s kind=service\nadd services 5\n"
    var one = try run(script).session
    let two = try run("seed 2\n" + script).session
    #expect(one.moment.services != two.moment.services)
    _ = one.execute(.seed(2))
    #expect(one.moment.services == two.moment.services)
    _ = one.execute(.undo(2))
    #expect(one.moment.services.names == [])
  }
}
