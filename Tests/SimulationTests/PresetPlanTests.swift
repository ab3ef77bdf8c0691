import Addressing
import Allocation
import Simulation
import Testing

@Suite struct `A plan of a preset` {
  private func run(_ script: String) throws -> (session: Session, said: [String]) {
    var session = Session()
    var said: [String] = []
    for line in try Script(parsing: script, file: "test").lines {
      switch session.execute(line.command) {
      case .failed(let expected, let got):
        Issue.record("line \(line.number): expected \(expected), got \(got)")
      case .done(let text, _): said.append(text)
      case .refused(let text): said.append("refused: \(text)")
      default: break
      }
    }
    return (session, said)
  }

  @Test(arguments: Presets.all)
  func `carries ten nodes and a pod on each`(_ preset: Preset) throws {
    let (session, said) = try run(
      """
      plan a preset=\(preset.name)
      add nodes 10
      add pods 10
      wait 2m
      expect pods.running = 10
      expect nodes.failed = 0
      """)
    let plan = try #require(session.current)
    #expect(plan.cluster.mode.pools == preset.pools)
    #expect(session.moment.claims.map(\.prefix) == preset.services)
    #expect(session.moment.claims.allSatisfy { $0.kind == .service && $0.name == "a-services" })
    #expect(plan.cluster.brokenInvariants() == [])
    #expect(said[0].hasPrefix("plan a: preset \(preset.name), mode \(preset.mode), pods "))
  }

  @Test func `keeps what is written over what the preset says`() throws {
    let (session, _) = try run(
      """
      plan a preset=cilium-helm-dual mask=26
      add node one
      expect node one cidr 10.0.0.0/26 fd00::/120
      plan b preset=cilium-helm-dual pool=10.9.0.0/16 max-pods=20
      use b
      add node two
      expect node two cidr 10.9.1.0/24
      plan c preset=cilium-helm-dual mode=kubernetes pool=10.9.0.0/16 mask=25
      use c
      expect node two cidr 10.9.0.128/25
      """)
    let modes = session.moment.plans.map(\.cluster.mode)
    #expect(modes.map(\.about.name) == ["cluster-pool", "cluster-pool", "kubernetes"])
    #expect(modes[1].options.contains(ModeOption("max-pods", "20")))
  }

  @Test func `has its services withheld where the system withholds them, and no other plan's`()
    throws
  {
    _ = try run(
      """
      plan a preset=kubeadm pool=10.0.0.0/8
      add nodes 1
      expect addresses.withheld = 1048576
      plan b mode=kubernetes pool=10.0.0.0/8
      use b
      expect addresses.withheld = 0
      use a
      seed 7
      expect addresses.withheld = 1048576
      mode cluster-pool
      expect addresses.withheld = 0
      """)
  }

  @Test func `takes its services' claims along when it goes, and brings them back by undo`()
    throws
  {
    var (session, said) = try run("plan a preset=k3s\nplan b preset=kubeadm\ndrop a")
    #expect(said[1].contains("; kubeadm has no default pod subnet; 10.244.0.0/16 is the one"))
    #expect(session.moment.claims.map(\.name) == ["b-services"])
    _ = session.execute(.undo(1))
    #expect(session.moment.claims.map(\.name) == ["a-services", "b-services"])
  }

  @Test func `gives Services addresses of its range, and the DNS service its own`() throws {
    let dns = try #require(Presets.named("k3s")?.clusterDNS)
    var (session, _) = try run(
      """
      plan a preset=k3s
      plan b preset=kubeadm
      add service kube-system/kube-dns address=\(dns)
      expect service kube-system/kube-dns address 10.43.0.10
      add services 3
      expect services = 4
      seed 9
      expect services.free = 65530
      """)
    _ = session.execute(.seek(1))
    #expect(session.moment.services.free(.v4) == 65534)
  }

  @Test func `is written back as it was read`() throws {
    let lines = [
      "plan a preset=k3s", "plan a mode=kubernetes preset=k3s pool=10.0.0.0/16",
      "plan a preset=gke mask=24 max-pods=32",
    ]
    for line in lines {
      #expect(try Command(parsing: line).description == line)
    }
    let error = #expect(throws: CommandError.self) { try Command(parsing: "plan a preset=k4s") }
    #expect(error?.description.contains("is no preset; did you mean \"k3s\"?") == true)
    #expect(
      Vocabulary.completions(for: "plan a preset=k") == [
        "preset=kubeadm", "preset=kubeadm-dual", "preset=k3s", "preset=kind", "preset=kind-dual",
        "preset=k0s", "preset=kube-ovn",
      ])
  }
}
