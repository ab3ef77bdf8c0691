extension Command: CustomStringConvertible {
  /// The verb, with its noun if it has one: `add nodes`.
  public var verb: String {
    switch self {
    case .plan: "plan"
    case .use: "use"
    case .drop: "drop"
    case .mode: "mode"
    case .set: "set"
    case .addPool: "add pool"
    case .removePool: "remove pool"
    case .claim: "claim"
    case .removeClaim: "remove claim"
    case .annotate: "annotate"
    case .removeAnnotation: "remove annotation"
    case .seed: "seed"
    case .addNode: "add node"
    case .addNodes: "add nodes"
    case .removeNode: "remove node"
    case .removeNodes: "remove nodes"
    case .cordon: "cordon"
    case .uncordon: "uncordon"
    case .drain: "drain"
    case .addPod: "add pod"
    case .addPods: "add pods"
    case .removePod: "remove pod"
    case .removePods: "remove pods"
    case .scale: "scale"
    case .roll: "roll"
    case .churn: "churn"
    case .fail: "fail"
    case .recover: "recover"
    case .workload: "workload"
    case .partial(let whole, _): whole.verb
    case .observe: "observe"
    case .addService: "add service"
    case .addServices: "add services"
    case .removeService: "remove service"
    case .restartOperator: "restart operator"
    case .restartAgent: "restart agent"
    case .wait: "wait"
    case .undo: "undo"
    case .redo: "redo"
    case .seek: "seek"
    case .fork: "fork"
    case .switchTo: "switch"
    case .discard: "discard"
    case .get: "get"
    case .describe: "describe"
    case .inspect: "inspect"
    case .why: "why"
    case .size: "size"
    case .expect: "expect"
    }
  }

  /// The line that reads back as this command, with defaults left out.
  public var description: String {
    if case .partial(let whole, let steps) = self { return "\(whole) steps=\(steps)" }
    if case .observe(let step) = self { return step.description }
    var line = LineWriter(verb)
    writePlanArguments(to: &line)
    writeWorkloadArguments(to: &line)
    writeQuestionArguments(to: &line)
    return line.text
  }

  private func writePlanArguments(to line: inout LineWriter) {
    switch self {
    case .plan(let plan): line.write(plan)
    case .use(let plan), .drop(let plan): line.write(plan)
    case .mode(let change):
      line.write(change.mode)
      for pool in change.pools { line.write("pool", pool) }
      line.write(change.options)
    case .set(let options), .size(let options): line.write(options)
    case .addPool(let prefix, let name, let mask):
      line.write(prefix)
      line.write("name", name)
      line.write("mask", mask)
    case .removePool(let prefix), .removeAnnotation(let prefix): line.write(prefix)
    case .claim(let prefix, let name, let kind):
      line.write(prefix)
      line.write(name)
      line.write("kind", kind == .other ? nil : kind.rawValue)
    case .removeClaim(let name): line.write(name)
    case .annotate(let prefix, let text):
      line.write(prefix)
      line.write(verbatim: Word.quoted(text))
    case .seed(let seed): line.write(seed)
    default: break
    }
  }

  private func writeWorkloadArguments(to line: inout LineWriter) {
    switch self {
    case .addNode(let name, let cidr, let traits):
      line.write(name)
      line.write(traits, cidr: cidr)
    case .addNodes(let count, let prefix, let traits):
      line.write(count)
      line.write("prefix", prefix == Command.defaultNodePrefix ? nil : prefix)
      line.write(traits)
    case .removeNodes(let count, let pick, let onlyEmpty):
      line.write(count)
      line.write("pick", pick == .random ? nil : pick.rawValue)
      line.write("empty", onlyEmpty ? "yes" : nil)
    case .removeNode(let node), .cordon(let node), .uncordon(let node), .drain(let node),
      .restartAgent(let node):
      line.write(node)
    case .addPod(let name, let address, let placement):
      line.write(name)
      line.write(placement)
      line.write("address", address)
    case .addPods(let count, let app, let namespace, let placement):
      line.write(count)
      line.write("app", app == Command.defaultApp ? nil : app)
      line.write("namespace", namespace)
      line.write(placement)
    case .removePod(let name), .removeService(let name): line.write(name)
    case .addService(let name, let address):
      line.write(name)
      line.write("address", address)
    case .addServices(let count, let prefix):
      line.write(count)
      line.write("prefix", prefix == Command.defaultServicePrefix ? nil : prefix)
    case .removePods(let count, let app, let node, let pick):
      line.write(count)
      line.write("app", app)
      line.write("node", node)
      line.write("pick", pick == .random ? nil : pick.rawValue)
    case .scale(let app, let count):
      line.write(app)
      line.write(count)
    case .roll(let app, let surge):
      line.write(app)
      line.write("surge", surge == Command.defaultSurge ? nil : surge)
    case .churn(let churn): line.write(churn)
    case .fail(let zone), .recover(let zone): line.write("zone", zone)
    case .wait(let span): line.write(span)
    case .workload(let order):
      line.write(order.name)
      line.write(order.options)
    default: break
    }
  }

  private func writeQuestionArguments(to line: inout LineWriter) {
    switch self {
    case .undo(let count), .redo(let count):
      if count != 1 { line.write(count) }
    case .seek(let place), .inspect(let place): line.write(place)
    case .fork(let name, let place, let commands):
      line.write(name)
      line.write("at", place)
      for command in commands { line.write("with", command) }
    case .switchTo(let fork), .discard(let fork): line.write(fork)
    case .get(let table, let scope):
      line.write(table.rawValue)
      switch scope {
      case .current: break
      case .named(let plan): line.write("plan", plan)
      case .all: line.write("plan", "all")
      }
    case .describe(let subject): line.write(subject)
    case .why(let subject): if let subject { line.write(subject) }
    case .expect(let expectation): line.write(verbatim: expectation.description)
    default: break
    }
  }
}
