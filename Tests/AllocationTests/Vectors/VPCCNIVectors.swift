import Allocation
import TestSupport

/// The AWS VPC CNI: amazon-vpc-cni-k8s 1.23 (`misc/eni-max-pods.txt`, `docs/eni-and-ip-target.md`,
/// `docs/prefix-and-ip-target.md`, `pkg/ipamd/ipamd_test.go`), the max-pods calculator of
/// amazon-eks-ami, and the EKS best-practices guide.
enum VPCCNIVectors {
  /// Given are the type, interfaces x addresses, and virtual CPUs where they matter.
  ///
  /// `pods [prefix] [custom] [cap]`: the formula, once the project's own table agrees.
  static let capacity: [Vector] = [
    Vector("AWS-003", "t3.nano 2x2", "pods", "4"),
    Vector("AWS-004", "t3.micro 2x2", "pods", "4"),
    Vector("AWS-005", "t4g.micro 2x2", "pods", "4"),
    Vector("AWS-007", "t3.small 3x4", "pods", "11"),
    Vector("AWS-011", "t3.large 3x12", "pods", "35"),
    Vector("AWS-012", "t3.xlarge 4x15", "pods", "58"),
    Vector("AWS-015", "m6g.medium 2x4", "pods", "8"),
    Vector("AWS-016", "m4.large 2x10", "pods", "20"),
    Vector("AWS-017", "m5.large 3x10", "pods", "29"),
    Vector("AWS-021", "i3.large 3x10", "pods", "29"),
    Vector("AWS-022", "g4dn.xlarge 3x10", "pods", "29"),
    Vector("AWS-027", "m5.4xlarge 8x30", "pods", "234"),
    Vector("AWS-028", "m5.8xlarge 8x30", "pods", "234"),
    Vector("AWS-029", "m5.12xlarge 8x30", "pods", "234"),
    Vector("AWS-031", "c5.4xlarge 8x30", "pods", "234"),
    Vector("AWS-032", "r5.8xlarge 8x30", "pods", "234"),
    Vector("AWS-033", "x1.32xlarge 8x30", "pods", "234"),
    Vector("AWS-035", "m5.metal 15x50", "pods", "737"),
    Vector("AWS-037", "m6i.32xlarge 15x50", "pods", "737"),
    Vector("AWS-039", "p4d.24xlarge 15x50", "pods", "737"),
    Vector("AWS-042", "c6gn.16xlarge 15x50", "pods", "737"),
    Vector("AWS-044", "hpc6a.48xlarge 2x50", "pods", "100"),
    Vector("AWS-047", "trn1.32xlarge 5x50", "pods", "247"),
    Vector("AWS-049", "m5.large 3x10 2", "pods cap", "29"),
    Vector("AWS-050", "m5.large 3x10 2", "pods prefix", "434"),
    Vector("AWS-052", "m5.large 3x10 2", "pods custom", "20"),
    Vector("AWS-053", "m5.xlarge 4x15 4", "pods", "58"),
    Vector("AWS-055", "m5.xlarge 4x15 4", "pods prefix", "898"),
    Vector("AWS-058", "m5.4xlarge 8x30 16", "pods", "234"),
    Vector("AWS-061", "m5.4xlarge 8x30 16", "pods prefix cap", "110"),
    Vector("AWS-063", "m5.8xlarge 8x30 32", "pods", "234"),
    Vector("AWS-064", "m5.8xlarge 8x30 32", "pods cap", "234"),
    Vector("AWS-070", "m5.24xlarge 15x50 96", "pods prefix", "11762"),
    Vector("AWS-071", "m5.24xlarge 15x50 96", "pods prefix cap", "250"),
    Vector("AWS-072", "m5.24xlarge 15x50 96", "pods custom", "688"),
    Vector("AWS-073", "t3.medium 3x6 2", "pods", "17"),
    Vector("AWS-074", "t3.medium 3x6 2", "pods cap", "17"),
    Vector("AWS-076", "t3.medium 3x6 2", "pods prefix cap", "110"),
    Vector("AWS-078", "t3.small 3x4 2", "pods", "11"),
    Vector("AWS-079", "t3.small 3x4 2", "pods cap", "11"),
    Vector("AWS-080", "t3.small 3x4 2", "pods prefix", "146"),
    Vector("AWS-083", "c6g.medium 2x4 1", "pods", "8"),
    Vector("AWS-084", "c6g.medium 2x4 1", "pods cap", "8"),
    Vector("AWS-085", "c6g.medium 2x4 1", "pods prefix", "98"),
    Vector("AWS-086", "c6g.medium 2x4 1", "pods prefix cap", "98"),
    Vector("AWS-089", "t3.nano 2x2 2", "pods cap", "4"),
    Vector("AWS-091", "t3.nano 2x2 2", "pods prefix cap", "34"),
    Vector("AWS-092", "t3.nano 2x2 2", "pods custom", "3"),
    Vector("more", "m6g.metal 15x50", "pods", "737"),
    Vector("more", "p5.48xlarge 2x50", "pods; pods prefix; pods prefix cap", "100; 1570; 250"),
    Vector("more", "inf1.24xlarge 11x30", "pods; pods prefix; pods custom", "321; 5106; 292"),
    Vector("more", "g5.48xlarge 7x50", "pods; pods prefix; pods custom", "345; 5490; 296"),
    Vector("more", "m5.2xlarge 4x15", "pods; pods prefix cap; pods custom", "58; 110; 44"),
    Vector(
      "more", "c5.18xlarge 15x50", "pods prefix; pods prefix cap; pods cap", "11762; 250; 250"),
    // Not Nitro: a type that takes no prefixes falls back to single addresses.
    Vector("more", "m4.large 2x10", "pods prefix; pods custom", "20; 11"),
    Vector("more", "m5.large 3x10", "pods limit=2; pods prefix limit=1 custom", "20; 2"),
    Vector("more", "m5.24xlarge 15x50", "pods cap", "250"),
    Vector("more", "m7i.large 3x10", "pods; pods prefix", "29; 434"),
    // Types that Cilium's table does not have.
    Vector("more", "c8g.large 3x10", "pods", "29"),
    Vector("more", "c8i.xlarge 4x30", "pods", "118"),
  ]

  static var table: [Vector] { capacity + warm + pool + subnets }
}
