import Addressing

extension Vocabulary {
  /// How addresses are managed.
  static let planForms: [CommandForm] = [
    CommandForm(
      "plan", nil, [.init("NAME", .newName, "what the plan is called from now on")],
      keys: [
        .init("mode", "MODE", .mode, "the way of managing addresses", standard: "the preset's"),
        .init("preset", "NAME", .preset, "a real product's defaults to start from"),
      ] + poolKeys,
      hasOpenKeys: true,
      usages: [
        "plan NAME mode=MODE [pool=CIDR]... [mask=N[,N...]] [mask6=N[,N...]] [key=value]...",
        "plan NAME preset=NAME [mode=MODE] [pool=CIDR]... [key=value]...",
      ],
      summary: "adds a plan and replays the history under it; the first one becomes current",
      build: plan),
    CommandForm(
      "use", nil, [.init("NAME", .plan, "the plan to go on in")], summary: "makes a plan current"
    ) {
      (words) throws(CommandError) in .use(plan: try words.next().planName())
    },
    CommandForm(
      "drop", nil, [.init("NAME", .plan, "the plan to forget")], summary: "removes a plan"
    ) {
      (words) throws(CommandError) in .drop(plan: try words.next().planName())
    },
    CommandForm(
      "mode", nil, [.init("MODE", .mode, "the way of managing addresses")],
      keys: poolKeys,
      hasOpenKeys: true, usages: ["mode MODE [pool=CIDR]... [mask=N[,N...]] [key=value]..."],
      summary: "switches the current plan's mode and replays the history under the new rules"
    ) { (words) throws(CommandError) in
      var change = ModeSwitch(try words.next().mode())
      for word in words.all("pool") { change.pools.append(try word.prefix()) }
      change.options = words.openOptions(but: ["pool"])
      return .mode(change)
    },
    CommandForm(
      "set", hasOpenKeys: true, usages: ["set KEY=VALUE ..."],
      summary: "changes options of the current plan", build: set),
    CommandForm(
      "add", "pool", [.init("CIDR", .cidr, "the addresses to hand out of")],
      keys: [
        .init("name", "P", .newName, "what pods ask for it by", standard: "the mode's first pool"),
        .init("mask", "N", .mask, "the size of its blocks", standard: "the plan's"),
      ],
      summary: "adds a pool to the current plan while it lives"
    ) { (words) throws(CommandError) in
      try .addPool(
        words.next().prefix(), name: words.option("name")?.name(),
        mask: words.option("mask")?.mask())
    },
    CommandForm(
      "remove", "pool", [.init("CIDR", .pool, "the pool to take away")],
      summary: "takes a pool from the current plan while it lives"
    ) { (words) throws(CommandError) in .removePool(try words.next().prefix()) },
    CommandForm(
      "claim", nil,
      [
        .init("CIDR", .cidr, "what somebody else uses"),
        .init("NAME", .newName, "who that is, to be read on the map"),
      ],
      keys: [
        .init(
          "kind", "node|service|vpc|cluster|other", .claimKind, "what uses it", standard: "other")
      ],
      summary: "says that something else uses the addresses, so that overlaps show"
    ) { (words) throws(CommandError) in
      try .claim(
        words.next().prefix(), name: words.next().name(),
        kind: words.option("kind")?.choice("kind") ?? .other)
    },
    CommandForm(
      "remove", "claim", [.init("NAME", .newName, "the claim's name")],
      summary: "takes a claim back; a range of Services goes when nothing needs it"
    ) { (words) throws(CommandError) in .removeClaim(try words.next().name()) },
    CommandForm(
      "annotate", isFree: true, usages: ["annotate CIDR TEXT"],
      summary: "writes something on a block, to be read on the map; it changes nothing else",
      build: annotate),
    CommandForm(
      "remove", "annotation", [.init("CIDR", .cidr, "the block it was written on")],
      summary: "wipes out what was written on a block"
    ) { (words) throws(CommandError) in .removeAnnotation(try words.next().prefix()) },
    CommandForm(
      "seed", nil, [.init("N", .count, "the same number makes the same run")],
      summary: "sets the one source of all randomness"
    ) { (words) throws(CommandError) in
      .seed(try words.next().integer("seed", max: UInt64.max))
    },
  ]

  private static let poolKeys: [CommandForm.Key] = [
    .init(
      "pool", "CIDR", .cidr, canRepeat: true, "addresses to hand out of; several in their order",
      standard: "the plan's or the preset's"),
    .init(
      "mask", "N[,N...]", .mask, "the size of a node's block, IPv4 or the only family",
      standard: "the mode's"),
    .init("mask6", "N[,N...]", .mask, "the size of its IPv6 block", standard: "the mode's"),
  ]

  private static func plan(_ words: inout ArgumentReader) throws(CommandError) -> Command {
    var plan = PlanDefinition(name: try words.next().planName())
    plan.mode = try words.option("mode")?.mode() ?? ""
    plan.preset = try words.option("preset")?.preset()
    guard !plan.mode.isEmpty || plan.preset != nil else {
      throw CommandError(
        column: words.end, word: "plan", reason: "needs mode=MODE or preset=NAME",
        advice: "usage: plan NAME mode=MODE [pool=CIDR]...")
    }
    for word in words.all("pool") { plan.pools.append(try word.prefix()) }
    plan.masks = try words.option("mask")?.masks() ?? []
    plan.masks6 = try words.option("mask6")?.masks() ?? []
    plan.options = words.openOptions(but: ["mode", "preset", "pool", "mask", "mask6"])
    return .plan(plan)
  }

  private static func annotate(_ words: inout ArgumentReader) throws(CommandError) -> Command {
    let usage = "usage: annotate CIDR TEXT"
    guard let first = words.nextIfAny() else {
      throw CommandError(
        column: words.end, word: "annotate", reason: "needs CIDR TEXT", advice: usage)
    }
    let prefix = try first.prefix()
    guard let word = words.nextIfAny() else {
      throw CommandError(
        column: words.end, word: first.text, reason: "needs a text after it", advice: usage)
    }
    // Words without quotes are one text too: that is how people write on a map.
    var parts = [word.text]
    while let next = words.nextIfAny() { parts.append(next.text) }
    return .annotate(prefix, text: try word.annotation(parts.joined(separator: " ")))
  }

  private static func set(_ words: inout ArgumentReader) throws(CommandError) -> Command {
    .set(try words.someOptions(of: "set"))
  }
}
