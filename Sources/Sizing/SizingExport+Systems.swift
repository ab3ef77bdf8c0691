import Addressing
import Allocation

extension SizingExport {
  /// A `CiliumPodIPPool` (cilium/cilium 45663dd4 `pkg/k8s/apis/cilium.io/v2alpha1/ippool_types.go`);
  /// nil for modes other than multi-pool.
  public static func podIPPools(_ choice: SizingChoice) -> String? {
    guard choice.mode == "multi-pool" else { return nil }
    var lines = [
      "apiVersion: cilium.io/v2alpha1", "kind: CiliumPodIPPool", "metadata:", "  name: default",
      "spec:",
    ]
    for range in choice.ranges {
      lines += [
        "  ipv\(range.pool.family == .v4 ? 4 : 6):", "    cidrs:", "      - \(range.pool)",
      ]
      if let mask = range.mask { lines.append("    maskSize: \(mask)") }
    }
    return joined(lines)
  }

  /// What kubeadm begins a cluster with: `ClusterConfiguration` and the kubelet's limit of pods.
  ///
  /// kubernetes/kubernetes 017b1e4b `cmd/kubeadm/app/apis/kubeadm/v1beta4/types.go`, where extra
  /// arguments are a list of names and values; nil for modes in which kube-controller-manager cuts no
  /// blocks.
  public static func kubeadm(_ choice: SizingChoice, _ question: SizingQuestion) -> String? {
    guard let flags = controllerManagerFlags(choice) else { return nil }
    var lines = [
      "apiVersion: kubeadm.k8s.io/v1beta4", "kind: ClusterConfiguration", "networking:",
      "  podSubnet: " + choice.ranges.map(\.pool.description).joined(separator: ","),
    ]
    let services = question.taken.filter { $0.name == "services" }.map(\.prefix.description)
    if !services.isEmpty {
      lines.append("  serviceSubnet: " + services.joined(separator: ","))
    }
    // kubeadm itself passes the subnet and that blocks are cut; the lengths are to be said.
    let masks = flags.filter { $0.hasPrefix("--node-cidr-mask-size") }
    if !masks.isEmpty { lines += ["controllerManager:", "  extraArgs:"] }
    for flag in masks {
      let parts = flag.dropFirst(2).split(separator: "=")
      // With one family the flag without one is kubeadm's own, and the other may not stand beside it.
      let name = choice.ranges.count == 1 ? "node-cidr-mask-size" : String(parts[0])
      lines += ["    - name: \(name)", "      value: \"\(parts[1])\""]
    }
    lines += [
      "---", "apiVersion: kubelet.config.k8s.io/v1beta1", "kind: KubeletConfiguration",
      "maxPods: \(kubeletLimit(choice, question))",
    ]
    return joined(lines)
  }

  /// eksctl's `ClusterConfig`, for what sizing decides.
  ///
  /// eksctl-io/eksctl 009491b2 `pkg/apis/eksctl.io/v1alpha5/assets/schema.json`; the name and region are whoever's own. Nil for modes that are not AWS'.
  public static func eksctl(_ choice: SizingChoice, _ question: SizingQuestion) -> String? {
    guard choice.mode == "vpc-cni", let range = choice.ranges.first else { return nil }
    var lines = [
      "apiVersion: eksctl.io/v1alpha5", "kind: ClusterConfig", "metadata:",
      "  name: # your own", "  region: # your own",
      "# pods need a subnet of \(range.pool) or larger",
      "managedNodeGroups:", "  - name: sized", "    instanceType: \(question.instance)",
      "    desiredCapacity: \(question.nodes)", "    maxSize: \(question.nodesToHold)",
      "    maxPodsPerNode: \(kubeletLimit(choice, question))",
    ]
    let settings = environment(choice)
    if !settings.isEmpty {
      let json = settings.map { "\"\($0.name)\":\"\($0.value)\"" }.joined(separator: ",")
      lines += ["addons:", "  - name: vpc-cni", "    configurationValues: '{\"env\":{\(json)}}'"]
    }
    return joined(lines)
  }

  /// The environment of `aws-node` (aws/amazon-vpc-cni-k8s b521883 README.md).
  static func environment(_ choice: SizingChoice) -> [(name: String, value: String)] {
    choice.options.compactMap { option in
      switch option.key {
      case "prefix-delegation":
        ("ENABLE_PREFIX_DELEGATION", option.value == "on" ? "true" : "false")
      case "warm-ip-target": ("WARM_IP_TARGET", option.value)
      case "minimum-ip-target": ("MINIMUM_IP_TARGET", option.value)
      default: nil
      }
    }
  }

  /// Arguments of the resources of Terraform's providers `google` and `azurerm`, which are the same
  /// since years; nil for other modes.
  public static func terraform(_ choice: SizingChoice, _ question: SizingQuestion) -> String? {
    guard let range = choice.ranges.first else { return nil }
    let pods = kubeletLimit(choice, question)
    switch choice.mode {
    case "gke":
      return joined([
        "# of resource \"google_container_cluster\"", "default_max_pods_per_node = \(pods)",
        "ip_allocation_policy {", "  cluster_ipv4_cidr_block = \"\(range.pool)\"", "}",
      ])
    case "aks" where question.networking == .overlay:
      return joined([
        "# of resource \"azurerm_kubernetes_cluster\"", "network_profile {",
        "  network_plugin      = \"azure\"", "  network_plugin_mode = \"overlay\"",
        "  pod_cidr            = \"\(range.pool)\"", "}", "# of its default_node_pool",
        "max_pods = \(pods)",
      ])
    default: return nil
    }
  }

  private static func kubeletLimit(_ choice: SizingChoice, _ question: SizingQuestion) -> Int {
    let stated = choice.options.first { $0.key == "max-pods" }.flatMap { Int($0.value) }
    let usable = choice.ranges.map(\.usable).min() ?? question.maxPods
    return min(stated ?? question.maxPods, usable)
  }

  private static func joined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}
