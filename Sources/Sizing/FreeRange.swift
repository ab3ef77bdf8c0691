public import Addressing

/// Private address space in which a pool can be put.
public enum FreeRange {
  /// RFC 1918 from its less used half on, then what RFC 6598 keeps for carriers.
  ///
  /// In IPv6 the range is an example: RFC 4193 wants 40 random bits, which are the owner's to draw.
  static func candidates(_ family: IPFamily) -> [IPPrefix] {
    let texts =
      family == .v4
      ? ["10.128.0.0/9", "10.0.0.0/9", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]
      : ["fd00:10::/32"]
    return texts.compactMap { IPPrefix($0) }
  }

  /// What tools use unless told otherwise: kubeadm's Services (kubernetes/kubernetes 017b1e4b,
  /// `cmd/kubeadm/app/apis/kubeadm/v1beta4/types.go`) and Docker's first bridge.
  static let customary = ["10.96.0.0/12", "172.17.0.0/16"].compactMap { IPPrefix($0) }

  /// The first range of `length` that overlaps none of `taken`; nil where private space has none.
  public static func first(
    _ length: Int, _ family: IPFamily, avoiding taken: [IPPrefix]
  ) -> IPPrefix? {
    let taken = (taken + (family == .v4 ? customary : [])).filter { $0.family == family }
    for candidate in candidates(family) where candidate.length <= length {
      var next: IPAddress? = candidate.base
      while let base = next, candidate.contains(base) {
        let range = IPPrefix(base, length: length)
        let hits = taken.filter { $0.overlaps(range) }
        guard let furthest = hits.map(\.last).max() else { return range }
        // The next block begins after whatever is in the way.
        let end = max(furthest, range.last)
        next = IPPrefix(end, length: length).last.advanced(by: 1)
      }
    }
    return nil
  }
}
