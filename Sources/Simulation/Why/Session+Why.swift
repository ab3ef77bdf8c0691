import Addressing
public import Allocation

extension Session {
  /// Why something is where it is, or why it failed; nil asks about the latest refusal.
  public func reason(for subject: Subject?) throws(Refusal) -> Reason {
    let inquest = try inquest(on: subject)
    var reason = inquest.reason
    reason.fixes = inquest.fixes(watching: { _ in true }) ?? []
    return reason
  }

  /// The same without the fixes, which can be looked for afterwards.
  public func inquest(on subject: Subject?) throws(Refusal) -> Inquest {
    guard let plan = current else { throw .system("there is no plan to ask") }
    let (reason, task) = try Inquiry(plan, in: self).finding(subject)
    return Inquest(reason: reason, task: task)
  }

  /// The same as an answer.
  func why(_ subject: Subject?) -> Outcome {
    do { return .answer(try reason(for: subject).table) } catch {
      return .refused(error.description)
    }
  }
}

/// A reason that was found, and what its fixes must achieve.
public struct Inquest: Sendable {
  /// The reason, without fixes.
  public let reason: Reason
  let task: FixFinder.Case?

  /// Whether there is something that fixes could avoid.
  public var hasFixesToTry: Bool { task != nil }

  /// Tries changes on the state they belong to; nil if the watcher ended it.
  public func fixes(watching watch: @escaping Watcher) -> [Fix]? {
    guard let task else { return [] }
    return FixFinder.fixes(of: task, watching: watch)
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
