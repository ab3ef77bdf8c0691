/// Every kind of artefact, in the order in which a piece of a file is offered to them.
let allArtefacts: [any Artefact.Type] = [
  PodObject.self,
  NodeObject.self,
  CiliumNodeObject.self,
  PodIPPoolObject.self,
  CiliumEndpointObject.self,
  CiliumEndpointSliceObject.self,
  CalicoIPPool.self,
  CalicoBlockAffinity.self,
  CalicoIPAMBlock.self,
  CalicoIPAMConfig.self,
  EventObject.self,
  KubeadmConfiguration.self,
  ControllerManagerConfiguration.self,
  ServiceCIDRObject.self,
  ServiceObject.self,
  CiliumConfigMap.self,
  NodeConfigObject.self,
  ENIConfigObject.self,
  CNINodeObject.self,
  AmazonNodeObject.self,
  CiliumConfigObject.self,
  HelmValues.self,
  PodTable.self,
  NodeTable.self,
  CiliumNodeTable.self,
  CiliumEndpointTable.self,
  EventTable.self,
  AgentStatusText.self,
  ServiceTable.self,
]

extension Importer {
  /// What can be read, by the names of the kinds.
  public static let kinds = allArtefacts.map { $0.noun.plural }

  /// What a refusal says would have been right.
  static let knownKinds =
    "JSON, YAML or tables of what kubectl, Cilium, Calico and Helm print "
    + "(cidrscope open --help lists the kinds)"
}
