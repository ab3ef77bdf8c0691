import Addressing
import Allocation
import Cartography

extension ExplorerApp.State {
  /// Stands on the node that a text names or that holds what it names; false if no node is meant.
  mutating func goAmongNodes(to text: String) throws(Prompt.Fault) -> Bool {
    guard let cluster, let id = nodeMeant(by: text, in: cluster), let node = cluster.nodes[id]
    else { return false }
    guard let place = nodesView.list.ids.firstIndex(of: id) else {
      throw Prompt.Fault(
        column: 1,
        text: "\(node.name) is not among the \(Figure.grouped(nodesView.list.ids.count)) shown; "
          + "\(keymap.shown(.nodeFilter)) changes the filter")
    }
    nodesView.stand(at: place, in: cluster)
    if let address = address(meantBy: text, in: cluster) { anchor = address }
    settleNodes()
    return true
  }

  private func nodeMeant(by text: String, in cluster: Cluster) -> NodeID? {
    if let node = cluster.nodes[text] { return node.id }
    if let pod = pod(named: text, in: cluster) { return pod.node }
    guard let address = address(meantBy: text, in: cluster) else { return nil }
    return cluster.ledger.holders(of: address).first { id in
      cluster.nodes[id]?.blocks.contains { $0.contains(address) } ?? false
    }
  }

  private func address(meantBy text: String, in cluster: Cluster) -> IPAddress? {
    IPAddress(text) ?? IPPrefix(text)?.base ?? pod(named: text, in: cluster)?.address
  }

  private func pod(named text: String, in cluster: Cluster) -> Pod? {
    guard cluster.nodes[text] == nil else { return nil }
    return cluster.pods[NamespacedName(text)].flatMap { cluster.pods[$0] }
  }
}
