import Importing
import Testing

struct AmazonObjectsTests {
  private let node = "kind: Node\nmetadata: {name: ip-10-0-1-5}\n---\n"

  @Test func `objects that only the VPC CNI has tell the mode`() throws {
    let eni = """
      apiVersion: crd.k8s.amazonaws.com/v1alpha1
      kind: ENIConfig
      metadata: {name: eu-central-1a}
      spec: {subnet: subnet-0a1, securityGroups: [sg-1]}
      """
    let (cluster, report) = try read(node + eni)
    #expect(cluster.mode == "vpc-cni")
    #expect(report.says(.note, "subnets of pods (custom networking)"))
    // Nodes have single addresses and no blocks there.
    #expect(!report.says(.warning, "nodes without a block"))
    let cni = """
      apiVersion: vpcresources.k8s.aws/v1alpha1
      kind: CNINode
      metadata: {name: ip-10-0-1-5}
      spec: {features: [{name: SecurityGroupsForPods}]}
      """
    #expect(try read(node + cni).cluster.mode == "vpc-cni")
  }

  @Test func `the settings stand in the environment of aws-node`() throws {
    let text = """
      kind: DaemonSet
      metadata: {name: aws-node, namespace: kube-system}
      spec:
        template:
          spec:
            containers:
            - env:
              - {name: ENABLE_PREFIX_DELEGATION, value: "true"}
              - {name: WARM_PREFIX_TARGET, value: "1"}
      """
    let (cluster, report) = try read(node + text)
    #expect(cluster.mode == "vpc-cni" && cluster.options.prefixDelegation == true)
    #expect(report.says(.note, "settings of the VPC CNI (1): WARM_PREFIX_TARGET=1"))
  }
}
