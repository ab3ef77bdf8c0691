/// Every kind of artefact, in the order in which a piece of a file is offered to them.
let allArtefacts: [any Artefact.Type] = [
  PodObject.self,
  NodeObject.self,
  CiliumNodeObject.self,
  PodIPPoolObject.self,
  EventObject.self,
  KubeadmConfiguration.self,
  ServiceCIDRObject.self,
  CiliumConfigMap.self,
  CiliumConfigObject.self,
  HelmValues.self,
  PodTable.self,
  NodeTable.self,
  CiliumNodeTable.self,
]

extension Importer {
  /// What a refusal says would have been right.
  static let knownKinds =
    "JSON, YAML or a table that kubectl printed with "
    + allArtefacts.map { $0.noun.plural }.joined(separator: ", ")
}
