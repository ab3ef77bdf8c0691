import Addressing
public import Allocation

extension Session {
  /// Why something is where it is, or why it failed; nil asks about the latest refusal.
  public func reason(for subject: Subject?) throws(Refusal) -> Reason {
    guard let plan = current else { throw .system("there is no plan to ask") }
    var (reason, task) = try Inquiry(plan, in: self).finding(subject)
    if let task { reason.fixes = FixFinder.fixes(of: task) }
    return reason
  }

  /// The same as an answer.
  func why(_ subject: Subject?) -> Outcome {
    do { return .answer(try reason(for: subject).table) } catch {
      return .refused(error.description)
    }
  }
}

extension Reason {
  /// The reason as a table of two columns.
  public var table: Table {
    var rows = [["verdict", verdict]]
    rows += occasions.map { [$0.what, "\($0.line), at \($0.place)"] }
    for part in parts {
      rows.append([part.heading, ""])
      rows += part.explanation.rule.map { ["  rule", $0] }
      for candidate in part.explanation.candidates {
        rows.append([
          candidate.isTaken ? "  took" : "  looked at", "\(candidate.what): \(candidate.found)",
        ])
      }
      if part.explanation.omitted > 0 {
        rows.append(["  looked at", "and \(part.explanation.omitted) more"])
      }
      rows += part.explanation.state.map { ["  " + $0.key, $0.text] }
    }
    for (index, fix) in fixes.enumerated() {
      rows.append(["fix \(index + 1)", fix.sentence])
      rows.append(["  try it", fix.trial(fork: "fix-\(index + 1)").description])
    }
    if isRefusal, fixes.isEmpty { rows.append(["fix", "no small change was found that helps"]) }
    return Table(title: "why \(title)", columns: ["WHAT", "IS"], rows: rows)
  }
}
