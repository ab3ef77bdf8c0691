extension InstanceLimits {
  /// The limits of 764 EC2 instance types as Cilium 1.17 has them (`pkg/aws/eni/limits/limits.go`).
  ///
  /// A line of limits (adapters, IPv4 and IPv6 addresses an adapter, hypervisor or `-` for bare
  /// metal) is followed by the types it holds for: the family once, then its sizes.
  static let table = """
    2 2 0 xen
      t1.micro
    2 2 2 nitro
      t3.micro,nano t3a.micro,nano t4g.micro,nano
    2 2 2 xen
      t2.micro,nano
    2 4 0 xen
      m1.small
    2 4 4 nitro
      a1.medium c6g.medium c6gd.medium c6gn.medium c7a.medium c7g.medium c7gd.medium c7gn.medium
      g4ad.2xlarge,xlarge is4gen.medium m6g.medium m6gd.medium m7a.medium m7g.medium m7gd.medium
      r6g.medium r6gd.medium r7a.medium r7g.medium r7gd.medium t3a.small x2gd.medium
    2 6 0 xen
      c1.medium m1.medium m3.medium
    2 10 10 xen
      m4.large
    3 4 4 nitro
      t3.small t4g.small
    3 4 4 xen
      t2.small
    3 6 6 nitro
      t3.medium t3a.medium t4g.medium
    3 6 6 xen
      t2.medium
    3 10 0 xen
      m1.large m3.large
    3 10 10 nitro
      a1.large c5.large c5a.large c5ad.large c5d.large c5n.large c6a.large c6g.large c6gd.large
      c6gn.large c6i.large c6id.large c6in.large c7a.large c7g.large c7gd.large c7gn.large c7i.large
      g4ad.4xlarge g4dn.2xlarge,4xlarge,xlarge i3en.large i4g.large i4i.large im4gn.large
      is4gen.large m5.large m5a.large m5ad.large m5d.large m5dn.large m5n.large m5zn.large m6a.large
      m6g.large m6gd.large m6i.large m6id.large m6idn.large m6in.large m7a.large m7g.large
      m7gd.large m7i.large m7i-flex.large r5.large r5a.large r5ad.large r5b.large r5d.large
      r5dn.large r5n.large r6a.large r6g.large r6gd.large r6i.large r6id.large r6idn.large
      r6in.large r7a.large r7g.large r7gd.large r7i.large r7iz.large x2gd.large z1d.large
    3 10 10 xen
      c3.large c4.large i3.large r3.large r4.large x1e.xlarge
    3 12 12 nitro
      t3.large t3a.large t4g.large
    3 12 12 xen
      t2.large
    3 15 15 xen
      t2.2xlarge,xlarge
    3 20 20 nitro
      d3.8xlarge
    3 30 30 nitro
      d3en.12xlarge
    4 3 3 nitro
      d3.xlarge d3en.xlarge
    4 5 5 nitro
      d3.2xlarge d3en.2xlarge
    4 10 10 nitro
      d3.4xlarge d3en.4xlarge inf1.2xlarge,xlarge
    4 15 0 xen
      c1.xlarge g2.2xlarge m1.xlarge m2.xlarge m3.xlarge
    4 15 15 nitro
      a1.2xlarge,xlarge c5.2xlarge,xlarge c5a.2xlarge,xlarge c5ad.2xlarge,xlarge c5d.2xlarge,xlarge
      c5n.2xlarge,xlarge c6a.2xlarge,xlarge c6g.2xlarge,xlarge c6gd.2xlarge,xlarge
      c6gn.2xlarge,xlarge c6i.2xlarge,xlarge c6id.2xlarge,xlarge c6in.2xlarge,xlarge
      c7a.2xlarge,xlarge c7g.2xlarge,xlarge c7gd.2xlarge,xlarge c7gn.2xlarge,xlarge
      c7i.2xlarge,xlarge d3en.6xlarge g4ad.8xlarge g4dn.16xlarge,8xlarge g5.2xlarge,xlarge
      g5g.2xlarge,xlarge i3en.2xlarge,3xlarge,xlarge i4g.2xlarge,xlarge i4i.2xlarge,xlarge
      im4gn.2xlarge,xlarge inf2.xlarge is4gen.2xlarge,xlarge m5.2xlarge,xlarge m5a.2xlarge,xlarge
      m5ad.2xlarge,xlarge m5d.2xlarge,xlarge m5dn.2xlarge,xlarge m5n.2xlarge,xlarge
      m5zn.2xlarge,xlarge m6a.2xlarge,xlarge m6g.2xlarge,xlarge m6gd.2xlarge,xlarge
      m6i.2xlarge,xlarge m6id.2xlarge,xlarge m6idn.2xlarge,xlarge m6in.2xlarge,xlarge
      m7a.2xlarge,xlarge m7g.2xlarge,xlarge m7gd.2xlarge,xlarge m7i.2xlarge,xlarge
      m7i-flex.2xlarge,xlarge r5.2xlarge,xlarge r5a.2xlarge,xlarge r5ad.2xlarge,xlarge
      r5b.2xlarge,xlarge r5d.2xlarge,xlarge r5dn.2xlarge,xlarge r5n.2xlarge,xlarge
      r6a.2xlarge,xlarge r6g.2xlarge,xlarge r6gd.2xlarge,xlarge r6i.2xlarge,xlarge
      r6id.2xlarge,xlarge r6idn.2xlarge,xlarge r6in.2xlarge,xlarge r7a.2xlarge,xlarge
      r7g.2xlarge,xlarge r7gd.2xlarge,xlarge r7i.2xlarge,xlarge r7iz.2xlarge,xlarge
      t3.2xlarge,xlarge t3a.2xlarge,xlarge t4g.2xlarge,xlarge trn1.2xlarge vt1.3xlarge
      x2gd.2xlarge,xlarge x2iedn.2xlarge,xlarge x2iezn.2xlarge z1d.2xlarge,xlarge
    4 15 15 xen
      c3.2xlarge,xlarge c4.2xlarge,xlarge d2.2xlarge,xlarge f1.2xlarge g3s.xlarge h1.2xlarge
      i2.2xlarge,xlarge i3.2xlarge,xlarge m4.2xlarge,xlarge p2.xlarge p3.2xlarge r3.2xlarge,xlarge
      r4.2xlarge,xlarge x1e.2xlarge,4xlarge,8xlarge
    4 20 20 nitro
      d3en.8xlarge
    4 30 0 xen
      m2.2xlarge m3.2xlarge
    4 50 50 nitro
      hpc7g.16xlarge,4xlarge,8xlarge
    7 50 50 nitro
      g5.48xlarge
    8 30 0 xen
      cc2.8xlarge g2.8xlarge m2.4xlarge
    8 30 30 -
      a1.metal mac1.metal mac2.metal mac2-m2.metal
    8 30 30 nitro
      a1.4xlarge c5.12xlarge,4xlarge,9xlarge c5a.12xlarge,4xlarge,8xlarge
      c5ad.12xlarge,4xlarge,8xlarge c5d.12xlarge,4xlarge,9xlarge c5n.4xlarge,9xlarge
      c6a.12xlarge,4xlarge,8xlarge c6g.12xlarge,4xlarge,8xlarge c6gd.12xlarge,4xlarge,8xlarge
      c6gn.12xlarge,4xlarge,8xlarge c6i.12xlarge,4xlarge,8xlarge c6id.12xlarge,4xlarge,8xlarge
      c6in.12xlarge,4xlarge,8xlarge c7a.12xlarge,4xlarge,8xlarge c7g.12xlarge,4xlarge,8xlarge
      c7gd.12xlarge,4xlarge,8xlarge c7gn.12xlarge,4xlarge,8xlarge c7i.12xlarge,4xlarge,8xlarge
      g4ad.16xlarge g4dn.12xlarge g5.16xlarge,4xlarge,8xlarge g5g.4xlarge,8xlarge
      i3en.12xlarge,6xlarge i4g.4xlarge,8xlarge i4i.12xlarge,4xlarge,8xlarge im4gn.4xlarge,8xlarge
      inf1.6xlarge inf2.8xlarge is4gen.4xlarge,8xlarge m5.12xlarge,4xlarge,8xlarge
      m5a.12xlarge,4xlarge,8xlarge m5ad.12xlarge,4xlarge,8xlarge m5d.12xlarge,4xlarge,8xlarge
      m5dn.12xlarge,4xlarge,8xlarge m5n.12xlarge,4xlarge,8xlarge m5zn.3xlarge,6xlarge
      m6a.12xlarge,4xlarge,8xlarge m6g.12xlarge,4xlarge,8xlarge m6gd.12xlarge,4xlarge,8xlarge
      m6i.12xlarge,4xlarge,8xlarge m6id.12xlarge,4xlarge,8xlarge m6idn.12xlarge,4xlarge,8xlarge
      m6in.12xlarge,4xlarge,8xlarge m7a.12xlarge,4xlarge,8xlarge m7g.12xlarge,4xlarge,8xlarge
      m7gd.12xlarge,4xlarge,8xlarge m7i.12xlarge,4xlarge,8xlarge m7i-flex.4xlarge,8xlarge
      r5.12xlarge,4xlarge,8xlarge r5a.12xlarge,4xlarge,8xlarge r5ad.12xlarge,4xlarge,8xlarge
      r5b.12xlarge,4xlarge,8xlarge r5d.12xlarge,4xlarge,8xlarge r5dn.12xlarge,4xlarge,8xlarge
      r5n.12xlarge,4xlarge,8xlarge r6a.12xlarge,4xlarge,8xlarge r6g.12xlarge,4xlarge,8xlarge
      r6gd.12xlarge,4xlarge,8xlarge r6i.12xlarge,4xlarge,8xlarge r6id.12xlarge,4xlarge,8xlarge
      r6idn.12xlarge,4xlarge,8xlarge r6in.12xlarge,4xlarge,8xlarge r7a.12xlarge,4xlarge,8xlarge
      r7g.12xlarge,4xlarge,8xlarge r7gd.12xlarge,4xlarge,8xlarge r7i.12xlarge,4xlarge,8xlarge
      r7iz.12xlarge,4xlarge,8xlarge u-3tb1.56xlarge vt1.6xlarge x2gd.12xlarge,4xlarge,8xlarge
      x2iedn.4xlarge,8xlarge x2iezn.4xlarge,6xlarge,8xlarge z1d.3xlarge,6xlarge
    8 30 30 xen
      c3.4xlarge,8xlarge c4.4xlarge,8xlarge d2.4xlarge,8xlarge f1.4xlarge g3.4xlarge,8xlarge
      h1.4xlarge,8xlarge i2.4xlarge,8xlarge i3.4xlarge,8xlarge m4.10xlarge,16xlarge,4xlarge
      p2.16xlarge,8xlarge p3.16xlarge,8xlarge r3.4xlarge,8xlarge r4.4xlarge,8xlarge
      x1.16xlarge,32xlarge x1e.16xlarge,32xlarge
    8 50 50 xen
      f1.16xlarge
    11 30 30 nitro
      inf1.24xlarge
    14 50 50 -
      c6in.metal m6idn.metal m6in.metal r6idn.metal r6in.metal
    14 50 50 nitro
      c6in.32xlarge m6idn.32xlarge m6in.32xlarge r6idn.32xlarge r6in.32xlarge
    15 30 30 nitro
      i4i.24xlarge
    15 50 50 -
      c5.metal c5d.metal c5n.metal c6a.metal c6g.metal c6gd.metal c6i.metal c6id.metal
      c7a.metal-48xl c7g.metal c7i.metal-24xl,metal-48xl g4dn.metal g5g.metal i3.metal i3en.metal
      i4i.metal m5.metal m5d.metal m5dn.metal m5n.metal m5zn.metal m6a.metal m6g.metal m6gd.metal
      m6i.metal m6id.metal m7a.metal-48xl m7g.metal m7i.metal-24xl,metal-48xl r5.metal r5b.metal
      r5d.metal r5dn.metal r5n.metal r6a.metal r6g.metal r6gd.metal r6i.metal r6id.metal
      r7a.metal-48xl r7g.metal r7i.metal-24xl,metal-48xl r7iz.metal-16xl,metal-32xl x2gd.metal
      x2idn.metal x2iedn.metal x2iezn.metal z1d.metal
    15 50 50 nitro
      c5.18xlarge,24xlarge c5a.16xlarge,24xlarge c5ad.16xlarge,24xlarge c5d.18xlarge,24xlarge
      c5n.18xlarge c6a.16xlarge,24xlarge,32xlarge,48xlarge c6g.16xlarge c6gd.16xlarge c6gn.16xlarge
      c6i.16xlarge,24xlarge,32xlarge c6id.16xlarge,24xlarge,32xlarge c6in.16xlarge,24xlarge
      c7a.16xlarge,24xlarge,32xlarge,48xlarge c7g.16xlarge c7gd.16xlarge c7gn.16xlarge
      c7i.16xlarge,24xlarge,48xlarge g5.12xlarge,24xlarge g5g.16xlarge i3en.24xlarge i4g.16xlarge
      i4i.16xlarge,32xlarge im4gn.16xlarge inf2.24xlarge,48xlarge m5.16xlarge,24xlarge
      m5a.16xlarge,24xlarge m5ad.16xlarge,24xlarge m5d.16xlarge,24xlarge m5dn.16xlarge,24xlarge
      m5n.16xlarge,24xlarge m5zn.12xlarge m6a.16xlarge,24xlarge,32xlarge,48xlarge m6g.16xlarge
      m6gd.16xlarge m6i.16xlarge,24xlarge,32xlarge m6id.16xlarge,24xlarge,32xlarge
      m6idn.16xlarge,24xlarge m6in.16xlarge,24xlarge m7a.16xlarge,24xlarge,32xlarge,48xlarge
      m7g.16xlarge m7gd.16xlarge m7i.16xlarge,24xlarge,48xlarge p3dn.24xlarge r5.16xlarge,24xlarge
      r5a.16xlarge,24xlarge r5ad.16xlarge,24xlarge r5b.16xlarge,24xlarge r5d.16xlarge,24xlarge
      r5dn.16xlarge,24xlarge r5n.16xlarge,24xlarge r6a.16xlarge,24xlarge,32xlarge,48xlarge
      r6g.16xlarge r6gd.16xlarge r6i.16xlarge,24xlarge,32xlarge r6id.16xlarge,24xlarge,32xlarge
      r6idn.16xlarge,24xlarge r6in.16xlarge,24xlarge r7a.16xlarge,24xlarge,32xlarge,48xlarge
      r7g.16xlarge r7gd.16xlarge r7i.16xlarge,24xlarge,48xlarge r7iz.16xlarge,32xlarge
      u-12tb1.112xlarge u-18tb1.112xlarge u-24tb1.112xlarge u-6tb1.112xlarge,56xlarge
      u-9tb1.112xlarge vt1.24xlarge x2gd.16xlarge x2idn.16xlarge,24xlarge,32xlarge
      x2iedn.16xlarge,24xlarge,32xlarge x2iezn.12xlarge z1d.12xlarge
    15 50 50 xen
      g3.16xlarge h1.16xlarge i3.16xlarge r4.16xlarge
    40 50 50 nitro
      trn1.32xlarge
    60 50 50 nitro
      dl1.24xlarge p4d.24xlarge
    64 50 50 nitro
      p5.48xlarge
    80 50 50 nitro
      trn1n.32xlarge
    """
}
