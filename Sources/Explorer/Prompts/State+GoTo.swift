import Addressing
import Allocation
import Cartography
import Simulation

extension ExplorerApp.State {
  /// Goes to an address, a CIDR, a node or a pod.
  mutating func go(to text: String) throws(Prompt.Fault) {
    let stop = viewStop
    defer {
      if viewStop != stop { viewHistory.leave(stop) }
      extendSelection()
    }
    if ViewLine.isMeant(by: text) {
      try show(viewLine: text)
      return
    }
    if view == .nodes, try goAmongNodes(to: text) { return }
    let before = stop.place
    let oldPool = pool
    if let prefix = IPPrefix(text) {
      try show(prefix)
      // Of a CIDR one wants to see all of it, and as closely as that allows.
      if pool.contains(prefix), prefix != pool, prefix.hostBits > 0 {
        viewport = viewport.framing(prefix)
        notice = Notice(.plain, "all of \(prefix) is in view")
      }
    } else if let address = IPAddress(text) {
      try show(IPPrefix(address))
    } else if let node = cluster?.nodes[text] {
      guard let block = node.blocks.first else {
        throw fault("\(node.name) has no block: \(node.error ?? "it waits for one")")
      }
      try show(block)
    } else if let pod = cluster.flatMap({ all in
      all.pods[NamespacedName(text)].flatMap { all.pods[$0] }
    }) {
      guard let address = pod.address else {
        throw fault("\(pod.name) has no address: \(cluster?.error(of: pod) ?? "host network")")
      }
      try show(IPPrefix(address))
    } else {
      throw fault(reason(against: text))
    }
    if pool == oldPool, before.viewport != viewport { trail.append(before) }
  }

  private mutating func show(viewLine text: String) throws(Prompt.Fault) {
    do {
      try show(ViewLine(parsing: text))
    } catch {
      throw Prompt.Fault(column: error.column, text: error.message)
    }
  }

  /// What is wrong with a text that is the name of nothing here.
  private func reason(against text: String) -> String {
    if text.contains(where: { $0 == "." || $0 == ":" }), text.contains("/") {
      do { _ = try IPPrefix(parsing: text) } catch { return error.description }
    }
    if text.first?.isNumber == true, text.contains(".") {
      do { _ = try IPAddress(parsing: text) } catch { return error.description }
    }
    return "nothing here is called \"\(text)\"; give an address, a CIDR, a node or a pod"
  }

  private func fault(_ text: String) -> Prompt.Fault { Prompt.Fault(column: 1, text: text) }

  /// Looks at a prefix so closely that it can be seen for itself.
  private mutating func show(_ prefix: IPPrefix) throws(Prompt.Fault) {
    guard let index = pools.firstIndex(where: { $0.contains(prefix) || prefix.contains($0) }) else {
      let list = pools.map(\.description).joined(separator: ", ")
      throw fault(
        "\(prefix.hostBits == 0 ? "\(prefix.base)" : "\(prefix)") lies in none of \(list)")
    }
    view = .space
    showPool(index)
    guard pool.contains(prefix) else {
      fit()
      return
    }
    anchor = prefix.base
    // As close as it takes to see the prefix for itself, and no closer than to see all of it.
    let wanted = max(0, prefix.length - pool.length + 1) / 2
    let framed = viewport.framing(prefix)
    let zoom = min(max(viewport.zoom, wanted), max(framed.zoom, wanted))
    if zoom != viewport.zoom || !viewport.shows(prefix) {
      viewport = viewport.centred(on: prefix, zoom: zoom)
    } else {
      viewport = viewport.revealing(prefix)
    }
  }
}
