import Cartography
import Simulation
import Sizing
import Terminal
import Theming

extension Painter {
  /// The table: a number in every cell, on a ground as full as the pool would be.
  mutating func drawSweep(_ sheet: SizingSheet, in rect: Rect) {
    guard let outcome = sheet.outcome, sheet.isCurrent else {
      write(
        TextLine("building every mode with every block ...", .dim), x: rect.x, y: rect.y,
        width: rect.width, on: .popup)
      return
    }
    let grid = SizingGrid(sheet, in: rect)
    for column in grid.columns {
      let name = column == 0 ? "own" : "/\(outcome.sweep.masks[column - 1])"
      let x = grid.x(of: column) + SizingGrid.cellWidth - 2 - name.utf8.count
      write(
        TextLine(name, .popupTitle), x: x, y: grid.head.y, width: SizingGrid.cellWidth, on: .popup)
    }
    for (y, index) in zip(grid.cells.rows, grid.rows) {
      let row = outcome.sweep.rows[index]
      let label = TextWidth.shortened(SizingGrid.label(row), to: grid.labelWidth - 1)
      write(
        TextLine(label, index == sheet.row ? .popupTitle : .popup), x: grid.labels.x, y: y,
        width: grid.labelWidth, on: .popup)
      for column in grid.columns where row.cells.indices.contains(column) {
        let isHere = index == sheet.row && column == sheet.column
        draw(row.cells[column], outcome.question, x: grid.x(of: column), y: y, isHere: isHere)
      }
    }
    let lines = footLines(sheet, outcome, width: grid.foot.width)
    for (y, line) in zip(grid.foot.rows.dropFirst(), lines) {
      write(line, x: grid.foot.x, y: y, width: grid.foot.width, on: .popup)
    }
  }

  private mutating func draw(
    _ cell: SizingSweep.Cell, _ question: SizingQuestion, x: Int, y: Int, isHere: Bool
  ) {
    let width = SizingGrid.cellWidth - 1
    var text = ""
    var style = self.style(.dim, on: .popup)
    if let choice = cell.choice {
      text = Figure.fitting(UInt128(max(0, choice.capacity)), width - 2) + choice.sign(question)
      if let ink = choice.ink(question) { style = palette.style(for: ink) }
    } else if cell.refusal != nil {
      text = "no"
    } else {
      text = "·"
      if !look.isUnicode { text = "." }
    }
    if isHere { style = self.style(.selection) }
    let blanks = max(0, width - TextWidth.columns(of: text))
    var padded = String(repeating: " ", count: blanks) + text
    if isHere { padded = "[" + padded.dropFirst() + "]" } else { padded += " " }
    frame.write(
      padded, at: Point(x: x, y: y),
      style: cell.exists || isHere ? style : self.style(.dim, on: .popup),
      width: SizingGrid.cellWidth)
  }

  private func footLines(
    _ sheet: SizingSheet, _ outcome: SizingSheet.Outcome, width: Int
  ) -> [TextLine] {
    let question = outcome.question
    var lines: [TextLine] = []
    if let choice = sheet.cell?.choice {
      let range = choice.ranges[0]
      let block = range.mask.map { ", blocks of /\($0)" } ?? ""
      let name = [choice.mode, choice.setting].filter { !$0.isEmpty }.joined(separator: " ")
      lines += TextLine.wrapped(
        "\(name): pool \(range.pool)\(block): \(Figure.grouped(choice.capacity)) nodes of "
          + "\(Figure.grouped(range.usable)) pods; first refusal \(choice.refusalText)",
        .strong, to: width)
      let nodes = question.nodesAtEnd
      let committed = choice.committed(nodes: nodes)
      let stranded = choice.stranded(nodes: nodes, pods: question.pods)
      lines += TextLine.wrapped(
        committed > range.total
          ? "\(Figure.grouped(nodes)) nodes would need \(Figure.grouped(committed)) addresses, and the "
            + "pool has \(Figure.grouped(range.total))"
          : "with \(Figure.grouped(nodes)) nodes \(Figure.grouped(committed)) addresses committed, "
            + "\(Figure.grouped(stranded)) of them stranded", .popup, to: width)
    } else if let refusal = sheet.cell?.refusal {
      lines += TextLine.wrapped("it cannot be built: \(refusal)", .error, to: width)
    }
    lines += TextLine.wrapped(
      "! holds fewer than the \(Figure.grouped(question.nodesToHold)) nodes needed; < its blocks "
        + "serve fewer than \(question.podsToHold) pods; full ground: little to spare",
      .dim, to: width)
    return lines
  }
}

extension SizingChoice {
  fileprivate func sign(_ question: SizingQuestion) -> String {
    if ranges[0].usable < pods { return "<" }
    return capacity < question.nodesToHold ? "!" : " "
  }

  /// As full as the pool would be with all nodes; nil for what is too small, so that what will do
  /// stands out.
  fileprivate func ink(_ question: SizingQuestion) -> Ink? {
    guard sign(question) == " " else { return nil }
    let eighths = question.nodesToHold * 8 / max(1, capacity)
    return .level(UInt8(min(8, max(0, eighths))))
  }

  var refusalText: String {
    switch firstRefusal {
    case nil: "none in ten years"
    case 0?: "now"
    case let month?: "in month \(month)"
    }
  }
}

extension Painter {
  /// The band of months, from the room of the worst life to that of the best.
  mutating func drawProof(_ sheet: SizingSheet, in rect: Rect) {
    guard let trial = sheet.trial, let chosen = trial.proofs.first else { return }
    var rest = rect
    var lines = TextLine.wrapped(chosen.choice.planLine(named: "sized"), .dim, to: rect.width)
    lines += TextLine.wrapped(
      "\(trial.seeds) lives of \(trial.question.months) months each, with growth, failing nodes, busy "
        + "nodes and upgrades, and as many of what is cheaper", .popup, to: rect.width)
    lines.append(
      trial.isDone
        ? TextLine(trial.sentence, trial.verdict == .fails ? .error : .strong)
        : TextLine("\(trial.done) of \(trial.count) lives so far", .dim))
    for proof in trial.proofs where !proof.lives.isEmpty {
      let role: Role = proof.failures.isEmpty ? .good : proof == chosen ? .error : .warning
      lines += TextLine.wrapped(proof.sentence, role, to: rect.width)
    }
    if let broken = trial.broken.first {
      lines += TextLine.wrapped("! seed \(broken.seed): \(broken.text)", .error, to: rect.width)
    }
    let top = rest.cutTop(min(lines.count + 1, max(1, rest.height - min(14, rest.height * 2 / 3))))
    for (y, line) in zip(top.rows, lines) {
      write(line, x: top.x, y: y, width: top.width, on: .popup)
    }
    drawBand(chosen.band, in: rest)
  }

  private mutating func drawBand(_ band: [SizingProof.Month], in rect: Rect) {
    guard rect.height > 1, let most = band.map(\.best).max() else { return }
    let head = "month  room for nodes: worst, median, best life"
    write(TextLine(head, .popupTitle), x: rect.x, y: rect.y, width: rect.width, on: .popup)
    let glyphs = look.isUnicode ? ("█", "▓", "░") : ("#", "=", "-")
    let numbers = "\(most)".count
    let room = max(1, rect.width - 7 - 3 * (numbers + 2) - 1)
    // Where there are more months than rows the last ones matter most.
    let shown = band.suffix(rect.height - 1)
    for (y, month) in zip(rect.rows.dropFirst(), shown) {
      func columns(_ value: Int) -> Int { most > 0 ? value * room / most : 0 }
      let worst = columns(month.worst)
      let median = max(worst, columns(month.median))
      let best = max(median, columns(month.best))
      func right(_ value: Int) -> String {
        String(repeating: " ", count: max(1, numbers + 2 - "\(value)".count)) + "\(value)"
      }
      let line = TextLine("\(month.month)".leftPadded(to: 4) + "   ", .popup)
        .adding(String(repeating: glyphs.0, count: worst), .gauge)
        .adding(String(repeating: glyphs.1, count: median - worst), .gauge)
        .adding(String(repeating: glyphs.2, count: best - median), .gaugeEmpty)
        .adding(String(repeating: " ", count: room - best), .popup)
        .adding(right(month.worst) + right(month.median) + right(month.best), .popup)
      write(line, x: rect.x, y: y, width: rect.width, on: .popup)
    }
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - utf8.count)) + self
  }
}
