extension Vocabulary {
  /// What happens to the cluster.
  static let workloadForms = nodeForms + podForms + serviceForms + eventForms

  private static let nodeForms: [CommandForm] = [
    CommandForm(
      "add", "node", [.init("NAME", .newName, "what the node is called")],
      keys: traitKeys + [
        .init("cidr", "CIDR", .cidr, "the very block it asks for", standard: "the mode chooses"),
        maskKey,
      ],
      summary: "adds one node; cidr= asks for a block, mask= for a size of block"
    ) { (words) throws(CommandError) in
      try .addNode(
        name: words.next().name(), cidr: words.option("cidr")?.prefix(), traits(words))
    },
    CommandForm(
      "add", "nodes", [.init("COUNT", .count, "how many nodes")],
      keys: [
        .init(
          "prefix", "node-", .newName, "how their names begin",
          standard: Command.defaultNodePrefix)
      ] + traitKeys + [maskKey],
      summary: "adds nodes named by the prefix and the next free number, from 1"
    ) { (words) throws(CommandError) in
      try .addNodes(
        count: words.next().count(),
        prefix: words.option("prefix")?.name() ?? Command.defaultNodePrefix, traits(words))
    },
    CommandForm(
      "remove", "node", [.init("NAME", .node, "the node that goes")],
      summary: "removes a node and its pods"
    ) { (words) throws(CommandError) in .removeNode(try words.next().name()) },
    CommandForm(
      "remove", "nodes", [.init("COUNT", .count, "how many nodes")],
      keys: [
        pickKey,
        .init("empty", "yes", .yesNo, "whether only nodes without pods go", standard: "no"),
      ],
      summary: "removes nodes and their pods; empty=yes takes only nodes without pods"
    ) { (words) throws(CommandError) in
      try .removeNodes(
        count: words.next().count(), pick: words.option("pick")?.choice("pick") ?? .random,
        onlyEmpty: words.option("empty")?.yesOrNo() ?? false)
    },
    CommandForm(
      "cordon", nil, [.init("NAME", .node, "the node to spare")],
      summary: "takes no new pods on a node"
    ) {
      (words) throws(CommandError) in .cordon(node: try words.next().name())
    },
    CommandForm(
      "uncordon", nil, [.init("NAME", .node, "the node to use again")],
      summary: "takes new pods on it again"
    ) {
      (words) throws(CommandError) in .uncordon(node: try words.next().name())
    },
    CommandForm(
      "drain", nil, [.init("NAME", .node, "the node to empty")],
      summary: "cordons a node and moves its pods"
    ) { (words) throws(CommandError) in .drain(node: try words.next().name()) },
  ]

  private static let podForms: [CommandForm] = [
    CommandForm(
      "add", "pod", [.init("[NAMESPACE/]NAME", .newName, "what the pod is called")],
      keys: placementKeys + [
        .init("address", "IP", .address, "the very address it asks for", standard: "any")
      ],
      summary: "adds one pod; without node= the scheduler places it"
    ) { (words) throws(CommandError) in
      try .addPod(
        words.next().podName(), address: words.option("address")?.address(), placement(words))
    },
    CommandForm(
      "add", "pods", [.init("COUNT", .count, "how many pods")],
      keys: [
        .init(
          "app", "A", .app, "the app they belong to, and how their names begin",
          standard: Command.defaultApp),
        .init("namespace", "NS", .namespace, "where they live", standard: "default"),
      ] + placementKeys,
      summary: "adds pods named app-1, app-2 and so on"
    ) { (words) throws(CommandError) in
      try .addPods(
        count: words.next().count(), app: words.option("app")?.simpleName() ?? Command.defaultApp,
        namespace: words.option("namespace")?.simpleName(), placement(words))
    },
    CommandForm(
      "remove", "pod", [.init("[NAMESPACE/]NAME", .pod, "the pod that goes")],
      summary: "removes one pod"
    ) { (words) throws(CommandError) in .removePod(try words.next().podName()) },
    CommandForm(
      "remove", "pods", [.init("COUNT", .count, "how many pods")],
      keys: [
        .init("app", "A", .app, "only pods of that app", standard: "any"),
        .init("node", "N", .node, "only pods of that node", standard: "any"), pickKey,
      ],
      summary: "removes pods, of one app or node if told"
    ) { (words) throws(CommandError) in
      try .removePods(
        count: words.next().count(), app: words.option("app")?.simpleName(),
        node: words.option("node")?.name(), pick: words.option("pick")?.choice("pick") ?? .random)
    },
    CommandForm(
      "scale", nil,
      [.init("APP", .app, "which app"), .init("COUNT", .count, "how many pods it is to have")],
      summary: "sets an app's size"
    ) { (words) throws(CommandError) in
      try .scale(app: words.next().simpleName(), count: words.next().count())
    },
    CommandForm(
      "roll", nil, [.init("APP", .app, "which app")],
      keys: [
        .init(
          "surge", "25%", .amount, "how many new pods before old ones go",
          standard: Command.defaultSurge.description),
        stepsKey,
      ],
      summary: "replaces every pod of an app"
    ) { (words) throws(CommandError) in
      try .roll(
        app: words.next().simpleName(),
        surge: words.option("surge")?.amount() ?? Command.defaultSurge
      ).first(words.option("steps"))
    },
  ]

  private static let serviceForms: [CommandForm] = [
    CommandForm(
      "add", "service", [.init("[NAMESPACE/]NAME", .newName, "what the Service is called")],
      keys: [.init("address", "IP", .address, "the very address it asks for", standard: "any")],
      summary: "adds a Service with an address of the ranges claimed with kind=service"
    ) { (words) throws(CommandError) in
      try .addService(words.next().podName(), address: words.option("address")?.address())
    },
    CommandForm(
      "add", "services", [.init("COUNT", .count, "how many Services")],
      keys: [
        .init(
          "prefix", "service-", .newName, "how their names begin",
          standard: Command.defaultServicePrefix)
      ],
      summary: "adds Services named by the prefix and the next free number, from 1"
    ) { (words) throws(CommandError) in
      try .addServices(
        count: words.next().count(),
        prefix: words.option("prefix")?.simpleName() ?? Command.defaultServicePrefix)
    },
    CommandForm(
      "remove", "service", [.init("[NAMESPACE/]NAME", .newName, "the Service that goes")],
      summary: "removes a Service"
    ) { (words) throws(CommandError) in .removeService(try words.next().podName()) },
  ]

  private static let eventForms: [CommandForm] = [
    CommandForm(
      "churn",
      keys: [
        .init("for", "DURATION", .span, isRequired: true, "how long, in simulated time"),
        .init("pods", "RATE", .rate, "how often a pod comes and one goes", standard: "none"),
        .init("nodes", "RATE", .rate, "how often a node comes and one goes", standard: "none"),
        .init(
          "load", "LOW..HIGH", .load, "how many pods there are between", standard: "as many as now"),
        stepsKey,
      ],
      summary: "lets pods and nodes come and go by the seed; a rate is like 200/h"
    ) { (words) throws(CommandError) in
      try .churn(
        Churn(
          for: words.option("for")?.span() ?? TimeSpan(seconds: 0),
          pods: words.option("pods")?.rate(), nodes: words.option("nodes")?.rate(),
          load: words.option("load")?.load())
      ).first(words.option("steps"))
    },
    CommandForm(
      "workload", nil, [.init("NAME", .workload, "which kind of life")], keys: [stepsKey],
      hasOpenKeys: true,
      usages: ["workload NAME [key=value]... [steps=N]"],
      summary: "lets a named workload happen; `describe NAME` tells what it takes"
    ) { (words) throws(CommandError) in
      let name = words.next()
      do throws(CommandError) {
        return try .workload(WorkloadOrder(name.value, words.openOptions(but: ["steps"])))
          .first(words.option("steps"))
      } catch {
        var placed = error
        if placed.word == name.value { placed.column = name.column }
        throw placed
      }
    },
    CommandForm(
      "fail", keys: [.init("zone", "Z", .zone, isRequired: true, "the zone that is lost")],
      summary: "takes all nodes of a zone away"
    ) { (words) throws(CommandError) in .fail(zone: try words.option("zone")?.name() ?? "") },
    CommandForm(
      "recover", keys: [.init("zone", "Z", .zone, isRequired: true, "the zone that was lost")],
      summary: "brings the nodes of a zone back"
    ) { (words) throws(CommandError) in .recover(zone: try words.option("zone")?.name() ?? "") },
    CommandForm(
      "restart", "operator", summary: "restarts the operator, with what it forgets and relearns"
    ) { (_) throws(CommandError) in .restartOperator },
    CommandForm(
      "restart", "agent", [.init("NAME", .node, "the node whose agent it is")],
      summary: "restarts a node's agent, with what it forgets and relearns"
    ) { (words) throws(CommandError) in .restartAgent(node: try words.next().name()) },
    CommandForm(
      "wait", nil, [.init("DURATION", .span, "how long, in simulated time")],
      summary: "lets simulated time pass: 15s, 5m, 2h or 3d"
    ) { (words) throws(CommandError) in .wait(try words.next().span()) },
  ]

  private static let stepsKey = CommandForm.Key(
    "steps", "N", .count, "only its first steps", standard: "all")

  private static let maskKey = CommandForm.Key(
    "mask", "N", .mask, "the size of its block, where the mode lets a node ask",
    standard: "the plan's")

  private static let pickKey = CommandForm.Key(
    "pick", "random|oldest|newest", .pick, "which of them go", standard: "random")

  private static let traitKeys: [CommandForm.Key] = [
    .init("zone", "Z", .zone, "the failure domain, for fail zone=", standard: "none"),
    .init("type", "T", .machineType, "the machine type, where capacity depends on it"),
    .init("max-pods", "N", .count, "the kubelet's limit on pods", standard: "the plan's"),
  ]

  private static let placementKeys: [CommandForm.Key] = [
    .init("node", "N", .node, "where it runs", standard: "the scheduler places it"),
    .init("pool", "P", .poolName, "the pool its address is to come from", standard: "the mode's"),
  ]

  private static func traits(_ words: ArgumentReader) throws(CommandError) -> NodeTraits {
    NodeTraits(
      zone: try words.option("zone")?.name(), type: try words.option("type")?.name(),
      maxPods: try words.option("max-pods")?.count(), mask: try words.option("mask")?.mask())
  }

  private static func placement(_ words: ArgumentReader) throws(CommandError) -> PodPlacement {
    PodPlacement(node: try words.option("node")?.name(), pool: try words.option("pool")?.name())
  }
}

extension Command {
  /// Only the first steps of the command, if `word` says how many.
  fileprivate func first(_ word: Word?) throws(CommandError) -> Command {
    guard let word else { return self }
    return .partial(self, steps: try word.count())
  }
}
