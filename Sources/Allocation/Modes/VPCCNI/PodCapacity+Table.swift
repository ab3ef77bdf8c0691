extension PodCapacity {
  /// The limits of an EC2 instance type; nil when neither project knows the type.
  ///
  /// Pods are given addresses of the first network card only, so types with several cards have fewer
  /// interfaces here than Cilium counts.
  public init?(ofEC2 type: String) {
    guard let limits = Self.own[type] ?? InstanceLimits(ofEC2: type) else { return nil }
    self.init(
      interfaces: limits.adapters, addressesPerInterface: limits.ipv4,
      virtualCPUs: Self.virtualCPUs(of: type), takesPrefixes: limits.takesPrefixes)
  }

  /// Virtual CPUs by the size in the type's name: 2 to 4 up to `xlarge`, four for each `x` beyond.
  ///
  /// Exact enough to tell types of more than 30 from the others, which is all that is asked.
  static func virtualCPUs(of type: String) -> Int? {
    guard let dot = type.firstIndex(of: ".") else { return nil }
    let size = type[type.index(after: dot)...]
    if let exception = exceptions[type] { return exception }
    let digits = size.drop { !$0.isNumber }.prefix { $0.isNumber }
    if let number = Int(digits), size.contains("xl") { return number > 1024 ? nil : number * 4 }
    if size.hasPrefix("metal") { return 96 }
    return size == "xlarge" ? 4 : 2
  }

  /// Types whose size says otherwise.
  private static let exceptions = [
    "a1.metal": 16, "mac1.metal": 12, "mac2.metal": 8, "mac2-m2.metal": 8, "mac2-m2pro.metal": 12,
    "hs1.8xlarge": 16, "hpc7a.12xlarge": 24, "hpc7g.8xlarge": 32, "hpc7g.4xlarge": 16,
  ]

  private static let own: [String: InstanceLimits] = {
    var own: [String: InstanceLimits] = [:]
    for row in InstanceLimits.parse(ownTable) { own[row.type] = row.limits }
    return own
  }()

  /// What amazon-vpc-cni-k8s 1.23 says otherwise, or beyond `InstanceLimits`
  /// (`pkg/vpc/vpc_ip_resource_limit.go`): 658 types in the same form.
  private static let ownTable = """
    1 50 0 nitro
      hpc6id.32xlarge
    2 4 0 nitro
      c8a.medium c8g.medium c8gb.medium c8gd.medium c8gn.medium m8a.medium m8g.medium m8gb.medium
      m8gd.medium m8gn.medium r8a.medium r8g.medium r8gb.medium r8gd.medium r8gn.medium
      x8g.medium
    2 10 0 nitro
      g6f.large
    2 15 0 nitro
      trn2.3xlarge
    2 20 0 nitro
      c9g.medium c9gd.medium m9g.medium m9gd.medium
    2 50 0 nitro
      hpc6a.48xlarge hpc7a.12xlarge,24xlarge,48xlarge,96xlarge hpc8a.96xlarge p5.48xlarge
      p5e.48xlarge trn2.48xlarge
    3 4 0 nitro
      m8azn.medium
    3 10 0 nitro
      c7i-flex.large c8g.large c8gb.large c8gd.large c8gn.large i7i.large i7ie.large i8g.large
      i8ge.large m8g.large m8gb.large m8gd.large m8gn.large r8g.large r8gb.large r8gd.large
      r8gn.large x8g.large
    3 20 0 nitro
      c8a.large c8i.large c8i-flex.large c8id.large c9g.large c9gd.large m8a.large m8i.large
      m8i-flex.large m8id.large m9g.large m9gd.large r8a.large r8i.large r8i-flex.large
      r8id.large x8i.large
    4 15 0 nitro
      c7i-flex.2xlarge,xlarge c8g.2xlarge,xlarge c8gb.2xlarge,xlarge c8gd.2xlarge,xlarge
      c8gn.2xlarge,xlarge g6.2xlarge,xlarge g6e.2xlarge,xlarge g6f.2xlarge,xlarge
      i7i.2xlarge,xlarge i7ie.2xlarge,3xlarge,xlarge i8g.2xlarge,xlarge i8ge.2xlarge,xlarge
      m8g.2xlarge,xlarge m8gb.2xlarge,xlarge m8gd.2xlarge,xlarge m8gn.2xlarge,xlarge
      r8g.2xlarge,xlarge r8gb.2xlarge,xlarge r8gd.2xlarge,xlarge r8gn.2xlarge,xlarge
      x8g.2xlarge,xlarge
    4 20 0 nitro
      c8a.xlarge c8ib.large c8in.large c8ine.large m8a.xlarge m8azn.large,xlarge m8ib.large
      m8idb.large m8idn.large m8in.large m8ine.large r8a.xlarge r8ib.large r8idb.large
      r8idn.large r8in.large x8aedz.large,xlarge
    4 30 0 nitro
      c8i.2xlarge,xlarge c8i-flex.2xlarge,xlarge c8ib.2xlarge,xlarge c8id.2xlarge,xlarge
      c8in.2xlarge,xlarge c8ine.2xlarge,xlarge c9g.2xlarge,xlarge c9gd.2xlarge,xlarge
      m8i.2xlarge,xlarge m8i-flex.2xlarge,xlarge m8ib.2xlarge,xlarge m8id.2xlarge,xlarge
      m8idb.2xlarge,xlarge m8idn.2xlarge,xlarge m8in.2xlarge,xlarge m8ine.2xlarge,xlarge
      m9g.2xlarge,xlarge m9gd.2xlarge,xlarge p5.4xlarge r8i.2xlarge,xlarge
      r8i-flex.2xlarge,xlarge r8ib.2xlarge,xlarge r8id.2xlarge,xlarge r8idb.2xlarge,xlarge
      r8idn.2xlarge,xlarge r8in.2xlarge,xlarge x8i.2xlarge,xlarge
    4 40 0 nitro
      c8a.2xlarge m8a.2xlarge r8a.2xlarge
    4 50 0 nitro
      p5en.48xlarge p6-b200.48xlarge p6-b300.48xlarge
    4 64 0 nitro
      g7.2xlarge g7e.2xlarge
    5 30 0 -
      u-12tb1.metal u-6tb1.metal u-9tb1.metal
    5 50 0 nitro
      trn1.32xlarge trn1n.32xlarge
    6 30 0 nitro
      i8ge.3xlarge
    8 30 0 -
      mac-m3ultra.metal mac-m4.metal mac-m4max.metal mac-m4pro.metal mac2-m1ultra.metal
      mac2-m2pro.metal
    8 30 0 nitro
      c7i-flex.12xlarge,4xlarge,8xlarge c8g.12xlarge,4xlarge,8xlarge c8gb.4xlarge
      c8gd.12xlarge,4xlarge,8xlarge c8gn.4xlarge f2.12xlarge,6xlarge g6.12xlarge,4xlarge,8xlarge
      g6e.4xlarge,8xlarge g6f.4xlarge gr6.4xlarge,8xlarge gr6f.4xlarge
      i7i.12xlarge,4xlarge,8xlarge i7ie.6xlarge i8g.12xlarge,4xlarge,8xlarge m7i-flex.12xlarge
      m8g.12xlarge,4xlarge,8xlarge m8gb.4xlarge m8gd.12xlarge,4xlarge,8xlarge m8gn.4xlarge
      r8g.12xlarge,4xlarge,8xlarge r8gb.4xlarge r8gd.12xlarge,4xlarge,8xlarge r8gn.4xlarge
      x8g.12xlarge,4xlarge,8xlarge
    8 30 0 xen
      cr1.8xlarge hs1.8xlarge
    8 40 0 nitro
      c8a.4xlarge m8a.4xlarge m8azn.3xlarge,6xlarge r8a.4xlarge x8aedz.3xlarge,6xlarge
    8 50 0 -
      c6in.metal m6idn.metal m6in.metal r6idn.metal r6in.metal
    8 50 0 nitro
      c6in.32xlarge c8i.4xlarge c8i-flex.4xlarge c8ib.4xlarge,8xlarge c8id.4xlarge
      c8in.4xlarge,8xlarge c8ine.4xlarge,8xlarge c9g.4xlarge c9gd.4xlarge i7ie.12xlarge
      m6idn.32xlarge m6in.32xlarge m8i.4xlarge m8i-flex.4xlarge m8ib.4xlarge,8xlarge m8id.4xlarge
      m8idb.4xlarge,8xlarge m8idn.4xlarge,8xlarge m8in.4xlarge,8xlarge m8ine.4xlarge,8xlarge
      m9g.4xlarge m9gd.4xlarge r6idn.32xlarge r6in.32xlarge r8i.4xlarge r8i-flex.4xlarge
      r8ib.4xlarge,8xlarge r8id.4xlarge r8idb.4xlarge,8xlarge r8idn.4xlarge,8xlarge
      r8in.4xlarge,8xlarge u7in-16tb.224xlarge u7in-24tb.224xlarge u7in-32tb.224xlarge
      x8i.4xlarge
    8 50 0 xen
      h1.16xlarge
    8 64 0 nitro
      g7.4xlarge g7e.4xlarge,8xlarge
    10 30 0 nitro
      c8gb.8xlarge c8gn.8xlarge g6e.12xlarge i8ge.6xlarge m8gb.8xlarge m8gn.8xlarge r8gb.8xlarge
      r8gn.8xlarge
    10 40 0 nitro
      c8a.8xlarge m8a.8xlarge r8a.8xlarge
    10 50 0 nitro
      c8i.8xlarge c8i-flex.8xlarge c8id.8xlarge c9g.8xlarge c9gd.8xlarge g6e.24xlarge,48xlarge
      m8i.8xlarge m8i-flex.8xlarge m8id.8xlarge m9g.8xlarge m9gd.8xlarge r8i.8xlarge
      r8i-flex.8xlarge r8id.8xlarge x8i.8xlarge
    10 64 0 nitro
      g7.8xlarge g7e.12xlarge,24xlarge,48xlarge
    12 30 0 nitro
      c8gb.12xlarge c8gn.12xlarge i8ge.12xlarge m8gb.12xlarge m8gn.12xlarge r8gb.12xlarge
      r8gn.12xlarge
    12 50 0 -
      c8gb.metal-48xl c8gn.metal-48xl m8gb.metal-48xl m8gn.metal-48xl r8gb.metal-48xl
      r8gn.metal-48xl
    12 50 0 nitro
      c8gb.48xlarge c8gn.48xlarge c8i.12xlarge c8i-flex.12xlarge c8ib.12xlarge c8id.12xlarge
      c8in.12xlarge c8ine.12xlarge c9g.12xlarge c9gd.12xlarge m8gb.48xlarge m8gn.48xlarge
      m8i.12xlarge m8i-flex.12xlarge m8ib.12xlarge m8id.12xlarge m8idb.12xlarge m8idn.12xlarge
      m8in.12xlarge m8ine.12xlarge m9g.12xlarge m9gd.12xlarge r8gb.48xlarge r8gn.48xlarge
      r8i.12xlarge r8i-flex.12xlarge r8ib.12xlarge r8id.12xlarge r8idb.12xlarge r8idn.12xlarge
      r8in.12xlarge x8i.12xlarge
    12 64 0 -
      c8ib.metal-96xl c8in.metal-96xl m8ib.metal-96xl m8idb.metal-96xl m8idn.metal-96xl
      m8in.metal-96xl r8ib.metal-96xl r8idb.metal-96xl r8idn.metal-96xl r8in.metal-96xl
    12 64 0 nitro
      c8a.12xlarge c8ib.96xlarge c8in.96xlarge g7.12xlarge,48xlarge m8a.12xlarge m8ib.96xlarge
      m8idb.96xlarge m8idn.96xlarge m8in.96xlarge r8a.12xlarge r8ib.96xlarge r8idb.96xlarge
      r8idn.96xlarge r8in.96xlarge
    15 50 0 -
      bmn-sf1.metal c5a.metal c5ad.metal c7gd.metal c7gn.metal c8g.metal-24xl,metal-48xl
      c8gd.metal-24xl,metal-48xl i7i.metal-24xl,metal-48xl i7ie.metal-24xl,metal-48xl
      i8g.metal-24xl,metal-48xl m7gd.metal m8g.metal-24xl,metal-48xl m8gd.metal-24xl,metal-48xl
      r7gd.metal r8g.metal-24xl,metal-48xl r8gd.metal-24xl,metal-48xl u-18tb1.metal u-24tb1.metal
      x8g.metal-24xl,metal-48xl
    15 50 0 nitro
      c7i.32xlarge c7i-flex.16xlarge c8g.16xlarge,24xlarge,48xlarge
      c8gd.16xlarge,24xlarge,48xlarge dl1.24xlarge dl2q.24xlarge f2.48xlarge
      g6.16xlarge,24xlarge,48xlarge g6e.16xlarge i7i.16xlarge,24xlarge,48xlarge
      i7ie.18xlarge,24xlarge,48xlarge i8g.16xlarge,24xlarge,48xlarge m7i-flex.16xlarge
      m8g.16xlarge,24xlarge,48xlarge m8gd.16xlarge,24xlarge,48xlarge p4d.24xlarge p4de.24xlarge
      r8g.16xlarge,24xlarge,48xlarge r8gd.16xlarge,24xlarge,48xlarge u7i-12tb.224xlarge
      u7i-6tb.112xlarge u7i-8tb.112xlarge x8g.16xlarge,24xlarge,48xlarge
    16 50 0 -
      i8ge.metal-24xl
    16 50 0 nitro
      c8gb.16xlarge c8gn.16xlarge i8ge.18xlarge,24xlarge m8gb.16xlarge m8gn.16xlarge
      r8gb.16xlarge r8gn.16xlarge
    16 64 0 -
      c8a.metal-24xl m8a.metal-24xl m8azn.metal-12xl,metal-24xl r8a.metal-24xl
      x8aedz.metal-12xl,metal-24xl
    16 64 0 nitro
      c8a.16xlarge,24xlarge c8i.16xlarge,24xlarge c8i-flex.16xlarge
      c8ib.16xlarge,24xlarge,32xlarge c8id.16xlarge,24xlarge c8in.16xlarge,24xlarge,32xlarge
      c9g.16xlarge c9gd.16xlarge m8a.16xlarge,24xlarge m8azn.12xlarge,24xlarge
      m8i.16xlarge,24xlarge m8i-flex.16xlarge m8ib.16xlarge,24xlarge,32xlarge
      m8id.16xlarge,24xlarge m8idb.16xlarge,24xlarge,32xlarge m8idn.16xlarge,24xlarge,32xlarge
      m8in.16xlarge,24xlarge,32xlarge m9g.16xlarge m9gd.16xlarge r8a.16xlarge,24xlarge
      r8i.16xlarge,24xlarge r8i-flex.16xlarge r8ib.16xlarge,24xlarge,32xlarge
      r8id.16xlarge,24xlarge r8idb.16xlarge,24xlarge,32xlarge r8idn.16xlarge,24xlarge,32xlarge
      r8in.16xlarge,24xlarge,32xlarge x8aedz.12xlarge,24xlarge x8i.16xlarge,24xlarge
    24 50 0 -
      c8gb.metal-24xl c8gn.metal-24xl i8ge.metal-48xl m8gb.metal-24xl m8gn.metal-24xl
      r8gb.metal-24xl r8gn.metal-24xl
    24 50 0 nitro
      c8gb.24xlarge c8gn.24xlarge i8ge.48xlarge m8gb.24xlarge m8gn.24xlarge r8gb.24xlarge
      r8gn.24xlarge
    24 64 0 -
      c8a.metal-48xl c8i.metal-48xl,metal-96xl c8ib.metal-48xl c8id.metal-48xl,metal-96xl
      c8in.metal-48xl c9g.metal-48xl c9gd.metal-48xl m8a.metal-48xl m8i.metal-48xl,metal-96xl
      m8ib.metal-48xl m8id.metal-48xl,metal-96xl m8idb.metal-48xl m8idn.metal-48xl
      m8in.metal-48xl m9g.metal-48xl m9gd.metal-48xl r8a.metal-48xl r8i.metal-48xl,metal-96xl
      r8ib.metal-48xl r8id.metal-48xl,metal-96xl r8idb.metal-48xl r8idn.metal-48xl
      r8in.metal-48xl x8i.metal-48xl,metal-96xl
    24 64 0 nitro
      c8a.48xlarge c8i.32xlarge,48xlarge,96xlarge c8ib.48xlarge c8id.32xlarge,48xlarge,96xlarge
      c8in.48xlarge c9g.24xlarge,48xlarge c9gd.24xlarge,48xlarge g7.24xlarge m8a.48xlarge
      m8i.32xlarge,48xlarge,96xlarge m8ib.48xlarge m8id.32xlarge,48xlarge,96xlarge m8idb.48xlarge
      m8idn.48xlarge m8in.48xlarge m9g.24xlarge,48xlarge m9gd.24xlarge,48xlarge r8a.48xlarge
      r8i.32xlarge,48xlarge,96xlarge r8ib.48xlarge r8id.32xlarge,48xlarge,96xlarge r8idb.48xlarge
      r8idn.48xlarge r8in.48xlarge x8i.32xlarge,48xlarge,64xlarge,96xlarge
    """
}
