public import Addressing

extension PodDemand {
  /// What a pod called `name` would ask for.
  public init(
    pod: PodID, name: NamespacedName, pool: String? = nil, wanted: IPAddress? = nil
  ) {
    let segment = PodSegment(firstID: pod, namespace: name.namespace, names: [name.name])
    self.init(pod: pod, pool: pool, wanted: wanted, names: [segment])
  }
}

extension Cluster {
  /// What a pod that is there asks for, as it did when it was created.
  public func demand(of pod: PodID) -> PodDemand? {
    pods.status(of: pod).isPresent ? pods.demand(of: pod) : nil
  }
}
