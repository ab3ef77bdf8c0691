import Addressing
import Allocation
import Cartography
import Terminal
import Theming

extension Inspection {
  /// What the panel is called.
  var title: TextLine {
    if isSeveral { return TextLine("\(prefix)", .title) }
    if let node, node.blocks.isEmpty || (isWholeNode && node.blocks.count > 1) {
      return TextLine(node.name, .title)
    }
    let line = TextLine("\(block)", .title)
    return node.map { line.adding(" · ", .dim).adding($0.name, .strong) } ?? line
  }

  /// What is known of the place, for the panel.
  func lines(width: Int) -> [TextLine] {
    if isSeveral { return severalLines(width: width) }
    if isWholeNode, let node, node.blocks.count > 1 { return wholeLines(of: node, width: width) }
    var lines: [TextLine] = []
    if isAddress {
      lines += TextLine.wrapped("\(prefix.base): \(owner)", .strong, to: width)
    }
    return lines + blockLines(width: width)
  }

  private func severalLines(width: Int) -> [TextLine] {
    var lines = [
      TextLine(Figure.count(coverage.blocks, "block"), .strong)
        .adding(" of /\(block.length)", .dim)
    ]
    func row(_ name: String, _ value: String, _ role: Role = .text) {
      lines.append(TextLine(name, .dim).filling(width, with: value, role))
    }
    row("taken", Figure.grouped(coverage.committedBlocks))
    row("full", Figure.grouped(coverage.fullBlocks), coverage.fullBlocks > 0 ? .warning : .text)
    if coverage.contested > 0 { row("contested", Figure.grouped(coverage.contested), .error) }
    row("addresses", Figure.fitting(coverage.addresses, width - 12))
    row("committed", Figure.fitting(coverage.committed, width - 12))
    row("used", Figure.fitting(coverage.used, width - 12), .strong)
    if coverage.committedBlocks > 0 {
      let permille = coverage.fullestPermille
      row("fullest block", "\(permille / 10).\(permille % 10)%")
    }
    if let least = coverage.leastFree { row("least free", Figure.grouped(least)) }
    return lines
  }

  /// Who holds the block and what became of its addresses.
  func blockLines(width: Int) -> [TextLine] {
    guard let node else {
      guard coverage.isInside else { return [TextLine("in no pool of the plan", .dim)] }
      var lines = [TextLine("free", .strong).adding("  no node holds it", .dim)]
      if coverage.claimed { lines.append(TextLine("claimed by something else", .warning)) }
      lines.append(
        TextLine(Figure.fitting(block.size, width - 11), .text).adding(" addresses", .dim))
      return lines
    }
    var lines = [Self.stateLine(of: node)]
    if node.blocks.isEmpty {
      lines.append(TextLine("no block", .strong).adding("  nobody gave it one", .dim))
    } else if coverage.contested > 0 {
      lines.append(TextLine("more than one node holds it", .error))
    }
    if let range {
      lines.append(
        TextLine("\(Figure.grouped(used)) of \(Figure.grouped(usable))", .strong)
          .adding(" usable", .dim)
          .filling(width, with: Figure.percent(UInt128(used), of: UInt128(usable)), .dim))
      lines.append(gauge(width: width))
      lines.append(
        TextLine("pods", .dim)
          .filling(width, with: "\(node.pods.count) of at most \(node.maxPods)"))
      let stranded = block.size - reserved - UInt128(used)
      let parts = ["reserved \(Figure.grouped(reserved))", "stranded \(Figure.grouped(stranded))"]
      if parts[0].count + parts[1].count < width {
        lines.append(TextLine(parts[0], .dim).filling(width, with: parts[1], .dim))
      } else {
        lines.append(
          TextLine("reserved", .dim).filling(width, with: Figure.fitting(reserved, width - 9)))
        lines.append(
          TextLine("stranded", .dim).filling(width, with: Figure.fitting(stranded, width - 9)))
      }
      for role in InfrastructureRole.allCases {
        guard let address = range.address(of: role) else { continue }
        lines.append(TextLine(role.rawValue, .dim).filling(width, with: "\(address)"))
      }
    }
    for error in [node.error, node.agentError].compactMap(\.self) {
      lines += TextLine.wrapped(error, .error, to: width)
    }
    return lines
  }

  /// How the node fares, where it is and what it runs on.
  static func stateLine(of node: Node) -> TextLine {
    var facts: [String] = []
    if node.isCordoned { facts.append("cordoned") }
    if let zone = node.zone { facts.append("zone \(zone)") }
    if let type = node.instanceType { facts.append(type) }
    let role: Role = node.state == .ready ? .good : node.state == .failed ? .error : .warning
    return TextLine(node.state.rawValue, role).adding("  " + facts.joined(separator: "  "), .text)
  }

  private func gauge(width: Int) -> TextLine {
    TextLine.gauge(part: used, of: usable, width: width)
  }
}

extension TextLine {
  /// A bar in eighths of a column; whatever is not nothing shows at least one of them.
  static func gauge(part: Int, of whole: Int, width: Int) -> TextLine {
    guard width > 0, whole > 0 else { return TextLine() }
    let eighths = part == 0 ? 0 : max(1, min(part, whole) * width * 8 / whole)
    let full = eighths / 8
    var bar = String(repeating: "█", count: full)
    if eighths % 8 > 0, let scalar = Unicode.Scalar(0x2590 - UInt32(eighths % 8)) {
      bar.unicodeScalars.append(scalar)
    }
    let rest = max(0, width - full - (eighths % 8 > 0 ? 1 : 0))
    return TextLine(bar, .gauge).adding(String(repeating: "·", count: rest), .gaugeEmpty)
  }
}
