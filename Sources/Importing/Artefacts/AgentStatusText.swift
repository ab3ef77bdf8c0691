/// The text of `cilium-dbg status`, or of `cilium status` within an agent before Cilium 1.15.
enum AgentStatusText: Artefact {
  static let noun = Noun("agent's cilium status", "agents' cilium status")

  static func recognises(_ piece: Piece) -> Bool {
    guard case .status = piece else { return false }
    return true
  }

  static func read(_ piece: Piece, into draft: inout ClusterDraft) throws(ImportError) {
    guard case .status(let status) = piece else { return }
    if let name = status.node { draft.checkName(name, of: "Node", in: status.source) }
    for text in status.oddities {
      draft.remarks.add(
        .warning, status.source, "texts in an agent's status that are not understood, left out",
        of: text.quoted)
    }
    draft.agents.append(status)
    draft.count(noun, in: status.source)
  }
}
