import TestSupport

/// Calico's IPAM: captures of real clusters, the library's own tests, and rules read in its code, at
/// projectcalico/calico 87c1590.
///
/// Given: pools as `CIDR` or `CIDR=blockSize`, then `strict`, `manual`, `max=N`, `cooldown=S`,
/// `reserved=CIDR`. What the steps mean is said in `CalicoVectors+Run`.
enum CalicoVectors {
  static let table: [Vector] = starts + limits + blocks + more

  /// Where hosts begin.
  ///
  /// The captures are of the Isovalent lab "Migrating from Calico" (kind), of
  /// listings of routes and of `calicoctl ipam show` (minikube, k8s), and of support.d2iq.com.
  private static let starts: [Vector] =
    [
      Vector("CAL-002", "fd80:24e2:f998:72d6::/120=122", "blocks", "4 blocks"),
      Vector("CAL-003", "10.10.0.0/16=20", "blocks", "16 blocks"),
      Vector("CAL-005", "10.10.0.0/24=32", "blocks", "256 blocks"),
      Vector("CAL-022", "192.168.0.0/16", "start master", "4056684167 877 192.168.219.64/26"),
      Vector("CAL-025", "10.10.0.0/24=28", "start node-1", "568266919 15 10.10.0.240/28"),
      Vector("CAL-026", "192.168.0.0/16", "start node-2", "568266916 988 192.168.247.0/26"),
      Vector("CAL-028", "10.10.0.0/24=28", "start node-2", "568266916 5 10.10.0.80/28"),
      Vector("CAL-029", "192.168.0.0/16", "start node-3", "568266917 557 192.168.139.64/26"),
      Vector("CAL-031", "10.10.0.0/24=28", "start node-3", "568266917 13 10.10.0.208/28"),
      Vector("CAL-032", "192.168.0.0/16", "start node-4", "568266914 869 192.168.217.64/26"),
      Vector("CAL-033", "10.0.0.0/24", "start node-4", "568266914 3 10.0.0.192/26"),
      Vector("CAL-036", "192.168.0.0/16", "start host-a", "1258779341 216 192.168.54.0/26"),
      Vector("CAL-038", "192.168.0.0/16", "start host-b", "1258779342 782 192.168.195.128/26"),
      Vector("CAL-039", "10.0.0.0/24", "start host-b", "1258779342 2 10.0.0.128/26"),
      Vector("CAL-040", "10.10.0.0/24=28", "start host-b", "1258779342 14 10.10.0.224/28"),
      // Computed with a second implementation of Go's generator.
      Vector(
        "more", "fd00:10:244::/64", "start node-1",
        "568266919 167734761596257748 fd00:10:244:0:94fa:7820:5b81:7500/122"),
      Vector(
        "more", "fd00:10:244::/48", "start node-2",
        "568266916 101365587388571952092 fd00:10:244:15f:aeba:2b02:2968:f700/122"),
      Vector(
        "more", "fd80::/16", "start node-1",
        "568266919 38069574582488052861785190473182 fd80:7820:5b81:7527:f5a0:746d:3627:7780/122"),
      Vector(
        "more", "fd00::/58", "start node-1",
        "568266919 11517535834728865246 fd00::27:f5a0:746d:3627:7780/122"),
      Vector(
        "more", "8000::/2=116", "start node-1",
        "568266919 20320479178234158476809036476489182 be9e:816:e05d:49fd:681d:1b4d:89dd:e000/116"),
      Vector("more", "10.0.0.0/26", "start node-1", "568266919 0 10.0.0.0/26"),
    ]
    + captures.map { id, host, pool, block in
      Vector(id, pool, "assign \(host); own \(host)", "\(block.prefix { $0 != "/" }); \(block)")
    }

  private static let captures: [(String, String, String, String)] = [
    ("CAL-007", "kind-control-plane", "192.168.0.0/16", "192.168.82.0/26"),
    ("CAL-008", "kind-worker", "192.168.0.0/16", "192.168.162.128/26"),
    ("more", "kind-worker2", "192.168.0.0/16", "192.168.110.128/26"),
    ("CAL-010", "kind-worker3", "192.168.0.0/16", "192.168.195.192/26"),
    ("more", "kind-worker4", "192.168.0.0/16", "192.168.218.192/26"),
    ("CAL-012", "minikube", "10.244.0.0/16", "10.244.120.64/26"),
    ("CAL-013", "minikube-m02", "10.244.0.0/16", "10.244.205.192/26"),
    ("CAL-014", "minikube-m03", "10.244.0.0/16", "10.244.151.0/26"),
    (
      "CAL-015", "ip-10-0-104-134.us-west-2.compute.internal", "192.168.0.0/16",
      "192.168.164.128/26"
    ),
    ("more", "k8s-master", "192.168.0.0/16", "192.168.235.192/26"),
    ("more", "k8s-worker1", "192.168.0.0/16", "192.168.194.64/26"),
    ("more", "k8s-worker2", "192.168.0.0/16", "192.168.126.0/26"),
    ("CAL-020", "k8s-node1", "192.168.0.0/16", "192.168.36.64/26"),
  ]

  /// Limits of blocks, pools and configuration.
  private static let limits: [Vector] = [
    Vector(
      "CAL-047", "10.0.0.0/24 10.0.1.0/24 fd80:24e2:f998:72d6::/110",
      "assign h 256; assign h 256 v6", "256; 256"),
    Vector(
      "CAL-049", "10.0.0.0/24", "assign h 65 most=1",
      "64 and cannot allocate new block due to per host block limit"),
    Vector(
      "CAL-052", "10.0.0.0/24", "assign h 257; messages",
      "256 and failed to request IPv4 addresses: Assigned 256 out of 257 requested IPv4 addresses, "
        + "No IPs available in pools: [10.0.0.0/24]; No IPs available in pools: [10.0.0.0/24]"),
    Vector(
      "CAL-053", "10.0.0.0/25",
      "assign host-a; assign host-b; owned host-a; owned host-b; distinct",
      "10.0.0.0; 10.0.0.64; 1; 1; yes"),
    Vector(
      "CAL-056", "10.0.0.0/24 20.0.0.0/24", "count h 1; count h 300; count h 300", "1; 300; 211"),
    Vector(
      "CAL-057", "10.0.0.0/28=30 strict max=2", "singly h 8; assign h",
      "8; cannot allocate new block due to per host block limit"),
    Vector(
      "CAL-060", "10.0.0.0/28=28 strict", "count host-a 1; assign host-b",
      "1; failed to request IPv4 addresses: Assigned 0 out of 1 requested IPv4 addresses, "
        + "No more free affine blocks and strict affinity enabled"),
    Vector(
      "CAL-071", "none",
      "pool 10.0.0.0/16 19; pool 10.0.0.0/16 33; pool 10.0.0.0/16 20; "
        + "pool 10.0.0.0/16 32",
      "blockSize must be between 20 and 32 for IPv4 pools, and between 116 and 128 for IPv6 pools; "
        + "blockSize must be between 20 and 32 for IPv4 pools, and between 116 and 128 for IPv6 "
        + "pools; ok; ok"),
    Vector(
      "CAL-073", "none", "pool 10.0.0.0/27 26; pool 10.0.0.0/26 26",
      "IP pool size is too small for use with Calico IPAM. It must be equal to or greater than the "
        + "block size.; ok"),
    Vector(
      "CAL-075", "10.0.0.0/16", "configure max=5; configure strict max=5; configure manual",
      "MaxBlocksPerHost requires StrictAffinity to be enabled; ok; "
        + "Cannot disable 'StrictAffinity' and 'AutoAllocateBlocks' at the same time"),
    Vector(
      "CAL-076", "10.0.0.0/16", "assign h 1281; owned h",
      "1280 and cannot allocate new block due to per host block limit; 20"),
    Vector(
      "CAL-078", "10.0.0.0/24 10.0.1.0/24=28", "count g 1; assign h 65 most=1; assign h most=1",
      "1; 64 and cannot allocate new block due to per host block limit; "
        + "cannot allocate new block due to per host block limit"),
    Vector(
      "CAL-081", "192.168.32.0/20",
      "hosts 64; source node-65; return node-9; source node-66; wait 60; source node-66; "
        + "owned node-9; owned node-66",
      "64 own; borrowed; ok; borrowed; own; 0; 1"),
    Vector(
      "CAL-082", "192.168.32.0/20 strict",
      "hosts 64; spread 462; use; assign node-65",
      "64 own; 462; 4096 526 0 3570; failed to request IPv4 addresses: Assigned 0 out of 1 "
        + "requested IPv4 addresses, No more free affine blocks and strict affinity enabled"),
  ]

  /// Inside a block, and what a host claims by name.
  private static let blocks: [Vector] = [
    Vector(
      "CAL-043", "10.0.0.0/24=30 max=1 strict",
      "assign h; cycle h; cycle h; cycle h; cycle h; equal first fifth",
      "10.0.0.44; 10.0.0.45; 10.0.0.46; 10.0.0.47; 10.0.0.44; yes"),
    Vector(
      "CAL-045", "10.0.0.0/26 reserved=10.0.0.1/32 reserved=10.0.0.32/30 reserved=10.0.0.17/32",
      "free 10.0.0.0/26", "58"),
    Vector(
      "CAL-046", "10.0.0.0/26 reserved=10.0.0.1/32 reserved=10.0.0.32/30 reserved=10.0.0.17/32",
      "free 10.0.0.0/26 windows", "55"),
    Vector(
      "CAL-061", "10.0.0.0/26",
      "count h 64; release 10.0.0.1 10.0.0.1; pick h 10.0.0.1; count h 1", "64; ok; ok; 0"),
    Vector("CAL-062", "10.0.0.0/24", "claim h 10.0.0.0/26", "1 claimed, 0 failed"),
    Vector(
      "CAL-066", "10.0.0.0/24", "claim host-a 10.0.0.0/24; claim host-b 10.0.0.0/24",
      "4 claimed, 0 failed; 0 claimed, 4 failed"),
    Vector(
      "CAL-067", "10.0.0.0/24 reserved=10.0.0.32/30", "pick h 10.0.0.5; use; use-blocks",
      "ok; 256 1 4 251; 64 1 4 59"),
    Vector(
      "CAL-068", "10.0.0.0/24 reserved=10.0.0.128/25", "pick h 10.0.0.5; use; use-blocks",
      "ok; 256 1 128 127; 64 1 0 63"),
    Vector(
      "CAL-069", "10.0.0.0/24 reserved=10.0.0.5/32", "pick h 10.0.0.5; use; use-blocks",
      "ok; 256 1 1 255; 64 1 1 63"),
    Vector(
      "CAL-077", "10.0.0.0/24=26", "free 10.0.0.0/26 windows; assign w 61 windows most=1",
      "60; 60 and cannot allocate new block due to per host block limit"),
  ]
}
