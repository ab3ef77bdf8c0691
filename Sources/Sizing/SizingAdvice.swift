import Addressing
import Allocation

/// Says why a choice is as it is, and what to look out for.
struct SizingAdvice {
  let question: SizingQuestion

  init(_ question: SizingQuestion) {
    self.question = question
  }

  func advised(_ choice: SizingChoice) -> SizingChoice {
    var choice = choice
    choice.reasons = reasons(choice)
    choice.warnings = warnings(choice)
    return choice
  }

  private func reasons(_ choice: SizingChoice) -> [String] {
    var reasons: [String] = []
    for range in choice.ranges {
      if let mask = range.mask {
        let blocks = range.perFullNode >> UInt128(range.pool.family.bitWidth - mask)
        let what = blocks > 1 ? "\(blocks) blocks of /\(mask)" : "a /\(mask)"
        reasons.append("\(what) serves \(range.usable) pods on a node; \(choice.pods) were wanted")
      } else {
        reasons.append("a node holds \(range.perFullNode) addresses with \(choice.pods) pods")
      }
      reasons.append(
        "\(range.pool) holds \(range.nodes) such nodes; \(question.nodesAtEnd) at the end and "
          + "\(question.surge) of an upgrade are \(question.nodesToHold)")
    }
    return reasons
  }

  private func warnings(_ choice: SizingChoice) -> [String] {
    var warnings = overlaps(choice) + blocks(choice) + limits(choice)
    switch choice.mode {
    case "cluster-pool": warnings += clusterPool(choice)
    case "vpc-cni": warnings += fragmentation(choice)
    case "ovn-kubernetes":
      warnings.append(
        "OpenShift's page counts 2^h - 2 pod addresses a node; the gateway and the management port "
          + "take two more (ovn-kubernetes 6c366bb)")
    default: break
    }
    if choice.ranges.contains(where: { $0.pool.family == .v6 }), question.pool6 == nil {
      warnings.append("the IPv6 range is an example: draw 40 bits of your own (RFC 4193)")
    }
    return warnings
  }

  private func overlaps(_ choice: SizingChoice) -> [String] {
    choice.ranges.flatMap { range in
      question.taken.filter { $0.prefix.overlaps(range.pool) }.map {
        "pool \(range.pool) overlaps \($0.name)=\($0.prefix) (cilium/cilium #20204, #13766)"
      }
    }
  }

  private func blocks(_ choice: SizingChoice) -> [String] {
    var warnings: [String] = []
    let usable = choice.ranges.map(\.usable).min() ?? 0
    if usable < question.maxPods {
      warnings.append(
        "a node serves \(usable) pods and its kubelet takes \(question.maxPods): set "
          + "--max-pods=\(usable), or pods wait with \"range is full\" (cilium/cilium #10627)")
    } else if usable < KubernetesLimits.podsPerNode {
      warnings.append(
        "a node serves \(usable) pods, fewer than the 110 that a kubelet takes unless it is told")
    }
    if choice.mode == "kubernetes" {
      for range in choice.ranges where (range.mask ?? 0) - range.pool.length > 16 {
        warnings.append("kubeadm refuses more than 16 bits between \(range.pool) and its blocks")
      }
    }
    return warnings
  }

  private func limits(_ choice: SizingChoice) -> [String] {
    var warnings: [String] = []
    let nodes = question.nodesAtEnd
    let tellsNodes = nodes + question.surge > KubernetesLimits.nodes
    if tellsNodes { warnings.append("\(nodes) nodes are more than the 5000 Kubernetes supports") }
    let pods = nodes * question.pods
    if pods > KubernetesLimits.pods {
      let mean = KubernetesLimits.averagePodsPerNode(nodes: nodes)
      warnings.append(
        "\(pods) pods are more than the 150000 Kubernetes supports: at \(nodes) nodes that is a "
          + "mean of \(mean) pods a node")
    }
    for limit in choice.limits where limit.subject == .podsPerNode && question.maxPods > limit.value
    {
      warnings.append("max-pods=\(question.maxPods) is beyond a limit: \(limit.text)")
    }
    return warnings
  }

  /// What goes wrong with Helm values of this mode (Cilium 1.19, `install/kubernetes/cilium`).
  private func clusterPool(_ choice: SizingChoice) -> [String] {
    var warnings = [
      "write clusterPoolIPv4PodCIDRList: the singular clusterPoolIPv4PodCIDR is ignored since 1.14 "
        + "and 10.0.0.0/8 holds instead (cilium/cilium #23872)"
    ]
    if choice.ranges.contains(where: { $0.pool.description == "10.0.0.0/8" }) {
      warnings.append(
        "10.0.0.0/8 is Helm's default and holds every node network in that range "
          + "(cilium/cilium #20204)")
    }
    if choice.ranges.contains(where: { $0.pool.family == .v6 }) {
      warnings.append(
        "write clusterPoolIPv6MaskSize: Helm's default is 120 and the operator's own flag 112")
    }
    return warnings
  }

  private func fragmentation(_ choice: SizingChoice) -> [String] {
    guard choice.setting.contains("prefix-delegation") else { return [] }
    return [
      "a prefix is a free, aligned /28: one single address in each of them leaves 93.75% free and "
        + "none to give; use a subnet of its own or a reservation of type prefix "
        + "(amazon-vpc-cni-k8s docs/prefix-and-ip-target.md, #2749)"
    ]
  }
}
