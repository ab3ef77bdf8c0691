import Addressing
import Allocation
import Cartography
import Simulation

extension ExplorerApp.State {
  /// What the work that searches is called.
  static let searchKind = "find"

  /// Things that are looked at without leaving the update: more of them would be felt.
  private static let effortAtOnce = 16_384

  /// The search whose matches show: the one being typed, else the one that was entered.
  var shownSearch: Search? {
    if case .prompt(let prompt) = overlay, prompt.kind == .find { return searchPreview }
    return search
  }

  /// Brings what shows up to date with what is typed and with the cluster.
  mutating func followSearch() {
    if case .prompt(let prompt) = overlay, prompt.kind == .find {
      let text = prompt.editor.text
      if !text.contains(where: { $0 != " " }) {
        searchPreview = nil
      } else if let query = try? NodeQuery(parsing: text), query != searchPreview?.query {
        // What is half typed leaves the last that could be understood.
        searchPreview = query == search?.query ? search : Search(query)
      }
      if let preview = searchPreview { searchPreview = answered(preview) }
    } else {
      searchPreview = nil
      if let own = search { search = answered(own) }
    }
    if search?.isAwaited == true, search?.findings != nil {
      search?.isAwaited = false
      goToFirstMatch()
    }
  }

  private var searchStamp: Search.Stamp {
    Search.Stamp(version: sessionVersion, plan: shownReference)
  }

  /// The search with findings of this moment, or with old ones while new ones are on their way.
  private mutating func answered(_ search: Search) -> Search {
    let stamp = searchStamp
    guard search.stamp != stamp, let cluster else { return search }
    let finder = Finder(
      search.query, in: cluster, claims: session.moment.claims,
      annotations: session.moment.annotations)
    var search = search
    guard finder.effort > Self.effortAtOnce else {
      search.findings = finder.findings()
      search.stamp = stamp
      return search
    }
    let query = search.query
    let what = "find \(query)"
    // Something that plays changes the cluster faster than it can be searched: one at a time.
    guard !works.contains(where: { $0.kind == Self.searchKind && $0.what == what }) else {
      return search
    }
    begin(what, kind: Self.searchKind) { watch in
      guard let findings = finder.findings(watching: watch) else { return nil }
      return { state in state.take(findings, of: query, stamp) }
    }
    return search
  }

  private mutating func take(_ findings: Findings, of query: NodeQuery, _ stamp: Search.Stamp) {
    if searchPreview?.query == query {
      searchPreview?.findings = findings
      searchPreview?.stamp = stamp
    }
    if search?.query == query {
      search?.findings = findings
      search?.stamp = stamp
    }
  }

  /// Searches for what was typed and goes to the first match at or after the cursor.
  mutating func find(_ text: String) throws(Prompt.Fault) {
    let query: NodeQuery
    do {
      query = try NodeQuery(parsing: text)
    } catch {
      throw Prompt.Fault(column: error.column, text: error.message)
    }
    guard cluster != nil else {
      throw Prompt.Fault(column: 1, text: "there is no plan yet, and nothing to be found")
    }
    var found = searchPreview?.query == query ? searchPreview : nil
    found?.current = nil
    search = found ?? Search(query)
    search?.isAwaited = true
    notice = Notice(.plain, "looking for \(query)")
  }

  private mutating func goToFirstMatch() {
    guard let findings = search?.findings else { return }
    guard !findings.matches.isEmpty else {
      notice = Notice(.warning, "\(findings.summary): \(findings.query)")
      search = nil
      return
    }
    goToMatch(findings.first(from: anchor) ?? 0)
  }

  /// Goes on by so many matches from where the cursor is, round and round.
  mutating func moveAmongMatches(by steps: Int) {
    guard let search else {
      notice = Notice(.plain, "nothing is searched for; \(keymap.shown(.find)) begins")
      return
    }
    guard let findings = search.findings else {
      notice = Notice(.plain, "still looking for \(search.query)")
      return
    }
    let count = findings.matches.count
    guard count > 0 else {
      notice = Notice(.warning, "\(findings.summary): \(findings.query)")
      return
    }
    if let current = search.current, current < count, isOn(findings.matches[current]) {
      goToMatch(((current + steps) % count + count) % count, from: current, by: steps)
    } else {
      let start = steps > 0 ? findings.first(from: anchor) : findings.last(before: anchor)
      let rest = steps > 0 ? steps - 1 : steps + 1
      goToMatch((((start ?? 0) + rest) % count + count) % count)
    }
  }

  /// Whether the cursor has not left a match since it was gone to; one without a place is nowhere.
  private func isOn(_ match: Finding) -> Bool {
    match.place.map { $0.contains(anchor) } ?? true
  }

  private mutating func goToMatch(_ index: Int, from: Int? = nil, by steps: Int = 0) {
    guard let findings = search?.findings, let cluster, findings.matches.indices.contains(index)
    else { return }
    let match = findings.matches[index]
    search?.current = index
    let before = viewStop
    if let place = match.place { stand(onMatch: place, match) }
    // A match in sight is a step of the cursor; what moved the view is a jump with a way back.
    if viewStop.place.viewport != before.place.viewport || viewStop.view != before.view {
      viewHistory.leave(before)
    }
    let text = findings.words(
      on: match, in: cluster, claims: session.moment.claims,
      annotations: session.moment.annotations)
    let all = Figure.grouped(findings.matches.count)
    var words = "match \(Figure.grouped(index + 1)) of \(all): \(text)"
    if match.place == nil { words += "; it has no place on the map" }
    if let from, steps > 0 ? index <= from : index >= from, findings.matches.count > 1 {
      words += steps > 0 ? "; from the start again" : "; from the end again"
    }
    notice = Notice(.plain, words)
  }

  private mutating func stand(onMatch place: IPPrefix, _ match: Finding) {
    if view == .nodes {
      if let id = match.node { nodesView.stand(on: id, in: cluster) }
      anchor = place.base
      return
    }
    addressOwner = nil
    let wasInAddresses = view == .addresses
    if !pool.contains(place.base), let index = pools.firstIndex(where: { $0.contains(place) }) {
      showPool(index)
    }
    guard pool.contains(place.base) else { return }
    anchor = place.base
    if wasInAddresses, node != nil || place.hostBits == 0 {
      openAddresses()
    } else {
      view = .space
      viewport = viewport.revealing(
        IPPrefix(anchor, length: max(place.length, viewport.pixelLength)))
    }
  }

  /// Ends the search and its marks; false if there was none.
  mutating func endSearch() -> Bool {
    guard let ended = search else { return false }
    for work in works where work.kind == Self.searchKind { end(work.id) }
    search = nil
    notice = Notice(.plain, "the search for \(ended.query) is over")
    return true
  }

  /// The words that could stand where the cursor of the prompt is.
  func findCompletions(of head: String) -> [String] {
    guard !head.isEmpty else { return NodeQuery.completions(for: "") }
    return NodeQuery.completions(for: head) { label in
      switch label {
      case .name:
        let words = names(of: .app, startingWith: "") + names(of: .namespace, startingWith: "")
        return words + names(of: .subject, startingWith: head)
          + session.moment.claims.map(\.name)
      case .zone: return names(of: .zone, startingWith: "")
      case .type: return names(of: .machineType, startingWith: "")
      case .node: return names(of: .node, startingWith: head)
      case .pod: return names(of: .pod, startingWith: head)
      case .app: return names(of: .app, startingWith: "")
      case .namespace: return names(of: .namespace, startingWith: "")
      case .claim: return session.moment.claims.map(\.name)
      case .annotation: return session.moment.annotations.map(\.text)
      case .state: return []
      }
    }
  }

  /// Opens the line of commands with the CIDR under the cursor filled in.
  mutating func askForAnnotation() {
    let place = view == .addresses ? IPPrefix(anchor) : cursor
    var prompt = Prompt(.command)
    prompt.editor.replace(with: "annotate \(place) ")
    if let own = session.moment.annotations.first(where: { $0.prefix == place }) {
      let line = "\(Command.annotate(place, text: own.text))"
      prompt.editor.replace(with: line)
    }
    overlay = .prompt(prompt)
  }
}

extension Finding {
  /// The node that the match is of, if it is of one.
  fileprivate var node: NodeID? {
    switch subject {
    case .block(_, let id), .node(let id), .pods(_, let id): id
    case .free, .withheld, .claim, .annotation, .pod: nil
    }
  }
}
