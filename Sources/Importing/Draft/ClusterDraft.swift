import Addressing

/// What has been read so far, object by object; `cluster()` makes the whole of it.
struct ClusterDraft {
  /// What one Node object, CiliumNode object or table row says of a node.
  struct NodeParts {
    var node: NodeFacts?
    var ciliumNode: CiliumNodeFacts?
    var row: NodeRowFacts?
  }

  struct PodKey: Hashable {
    var namespace: String
    var name: String
  }

  var nodes: [String: NodeParts] = [:]
  private(set) var pods: [ImportedPod?] = []
  private var podPlaces: [PodKey: Int] = [:]
  /// Pods known from a table only, which any object knows better.
  private var podsFromTables: Set<PodKey> = []
  var podIPPools: [String: ImportedPodIPPool] = [:]
  /// The addresses of Services, by namespace and name.
  var services: [String: ServiceFacts] = [:]
  /// What Amazon's objects say.
  var amazon = AmazonFacts()
  /// What some nodes have otherwise, by the object's name.
  var nodeConfigs: [String: NodeConfigFacts] = [:]
  /// The texts of `cilium-config`.
  var ciliumConfig: [String: String] = [:]
  /// What Calico's objects say.
  var calico = CalicoFacts()
  /// What CiliumEndpoints say of pods.
  var endpoints: [PodKey: EndpointFacts] = [:]
  /// What agents say of themselves, in the order read.
  var agents: [AgentStatus] = []
  /// What the configuration files say, in the order read.
  var configurations: [Configuration] = []
  /// What Services get addresses of, in the order read.
  var serviceRanges: [ImportedRange] = []
  /// What events say was missing, each once, in the order read.
  private(set) var shortages: [ToldShortage] = []
  private var toldShortages: Set<ToldShortage> = []
  var remarks = Remarks()
  /// How many of each kind a source holds, in the order in which the kinds were met.
  private(set) var counts: [(source: String, noun: Noun, count: Int)] = []

  /// Counts an object as understood.
  mutating func count(_ noun: Noun, in source: String, _ number: Int = 1) {
    if let index = counts.lastIndex(where: { $0.source == source && $0.noun == noun }) {
      counts[index].count += number
    } else {
      counts.append((source, noun, number))
    }
  }

  func hasCounted(in source: String) -> Bool { counts.contains { $0.source == source } }

  mutating func add(_ pod: ImportedPod, from document: Document) {
    let key = PodKey(namespace: pod.namespace, name: pod.name)
    if let place = podPlaces[key], pods[place] != nil {
      if podsFromTables.remove(key) == nil, !document.isEvent {
        noteDuplicate("Pod", "\(pod.namespace)/\(pod.name)", in: document.source)
      }
      pods[place] = pod
    } else {
      add(new: pod)
    }
  }

  /// Adds a pod that nothing has told of before.
  mutating func add(new pod: ImportedPod) {
    podPlaces[PodKey(namespace: pod.namespace, name: pod.name)] = pods.count
    pods.append(pod)
  }

  /// Adds a pod of a table row, unless an object has told more of it.
  mutating func add(_ pod: ImportedPod, fromTable source: String) {
    let key = PodKey(namespace: pod.namespace, name: pod.name)
    guard let place = podPlaces[key], pods[place] != nil else {
      podPlaces[key] = pods.count
      podsFromTables.insert(key)
      pods.append(pod)
      return
    }
    guard podsFromTables.contains(key) else { return }
    noteDuplicate("Pod", "\(pod.namespace)/\(pod.name)", in: source)
    pods[place] = pod
  }

  mutating func add(_ shortage: ToldShortage) {
    if toldShortages.insert(shortage).inserted { shortages.append(shortage) }
  }

  mutating func removePod(namespace: String, name: String) {
    guard let place = podPlaces[PodKey(namespace: namespace, name: name)] else { return }
    pods[place] = nil
  }

  /// Says that a node was given before, and with what blocks where those were others.
  mutating func noteDuplicate(
    _ kind: String, _ name: String, in source: String, _ old: [IPPrefix], _ new: [IPPrefix]
  ) {
    guard Set(old) != Set(new) else { return noteDuplicate(kind, name, in: source) }
    func text(_ blocks: [IPPrefix]) -> String {
      blocks.isEmpty ? "no block" : blocks.map(\.description).joined(separator: " and ")
    }
    remarks.add(
      .warning, source,
      "\(kind) objects given before with other blocks, of which these, the later ones, count",
      of: "\(name) has \(text(new)), before \(text(old))")
  }

  mutating func noteDuplicate(_ kind: String, _ name: String, in source: String) {
    remarks.add(
      .note, source, "\(kind) objects given before, of which these, the later ones, count",
      of: name)
  }

  /// Says so when a name could move a cursor; the name itself is kept as it is.
  mutating func checkName(_ name: String, of kind: String, in source: String) {
    if name.unicodeScalars.count > String.longestNameOfObject {
      remarks.add(
        .warning, source,
        "\(kind) names longer than the \(String.longestNameOfObject) characters that Kubernetes "
          + "allows, kept", of: name.quoted)
    }
    guard name.unicodeScalars.contains(where: \.isControl) else { return }
    remarks.add(.warning, source, "\(kind) names with control characters, kept", of: name.quoted)
  }
}

/// A kind of object, for counting.
struct Noun: Hashable, Sendable {
  var singular: String
  var plural: String

  init(_ singular: String, _ plural: String? = nil) {
    self.singular = singular
    self.plural = plural ?? singular + "s"
  }

  func counted(_ number: Int) -> String { "\(number) \(number == 1 ? singular : plural)" }
}
