import Addressing

/// What a Node object says.
struct NodeFacts {
  var created: String?
  var blocks: [IPPrefix] = []
  /// Whether the object has podCIDRs, even if the file hides them.
  var namesBlocks = false
  var zone: String?
  var instanceType: String?
  var maxPods: Int?
  var isCordoned = false
  var isReady: Bool?
  var internalAddresses: [IPAddress] = []
}

/// What a CiliumNode object says.
struct CiliumNodeFacts {
  /// The file it was read from.
  var source: String
  var created: String?
  var blocks: [IPPrefix] = []
  var allocatedPools: [ImportedNode.PoolAllocation] = []
  var requestedPools: [ImportedNode.PoolRequest] = []
  var addressPool: [ImportedNode.PooledAddress] = []
  var instanceType: String?
  /// The mode that a filled cloud section of the spec stands for.
  var cloud: String?
  var internalAddresses: [IPAddress] = []
  var routerAddresses: [IPAddress] = []
  var healthAddresses: [IPAddress] = []
  var ingressAddresses: [IPAddress] = []
  var operatorError: String?
}

/// What a row of a table of nodes says: hardly more than the name.
struct NodeRowFacts {
  var isReady: Bool?
  var isCordoned = false
  var internalAddresses: [IPAddress] = []
}
