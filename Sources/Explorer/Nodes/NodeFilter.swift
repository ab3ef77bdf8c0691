import Addressing
import Allocation
import Simulation

/// Which nodes are shown: a question in the language of the search, put to nodes as a whole.
///
///     batch            the name has it       used > 80% free < 10    both hold
///     zone=a !full     zone a, and not full  failed or waiting       one of them holds
struct NodeFilter: Hashable, Sendable {
  let text: String
  /// The question; nil takes every node.
  private let query: NodeQuery?

  /// Takes every node.
  static let all = NodeFilter()

  private init() {
    text = ""
    query = nil
  }

  /// Reads a line; a fault says where it stands and what would be right.
  init(parsing text: String) throws(Prompt.Fault) {
    guard text.contains(where: { $0 != " " }) else {
      self = .all
      return
    }
    do throws(CommandError) {
      query = try NodeQuery(parsing: text)
      self.text = text
    } catch {
      throw Prompt.Fault(column: error.column, text: error.message)
    }
  }

  var isAll: Bool { query == nil }

  /// The question ready to be put to the nodes of a cluster; nil takes every node.
  func ready(for cluster: Cluster, at moment: Moment) -> NodeQuery.Filter? {
    query.map {
      NodeQuery.Filter(
        $0, in: cluster, claims: moment.claims, annotations: moment.annotations)
    }
  }

  /// What can be said, in the line below the one being typed.
  static let advice =
    "words of names · zone=a · state=failed · type=m5* · pool=CIDR · full · used>80% · free<10 · "
    + "pods>100 · ! or not before it, and, or, (...)"
}
