public import Addressing

/// The addresses a real system comes with when nobody chooses others: a plan to start from.
public struct Preset: Hashable, Sendable {
  /// The name in the command language.
  public let name: String
  /// One sentence.
  public let summary: String
  /// The mode that models the system's IPAM.
  public let mode: String
  /// The pod CIDRs, or the subnets that pods take addresses from.
  public let pools: [IPPrefix]
  /// Options of the mode where the system's default is worth stating.
  public let options: [ModeOption]
  /// The Service CIDRs.
  public let services: [IPPrefix]
  /// The cluster DNS service's address, where the system fixes it.
  public let clusterDNS: IPAddress?
  /// Where the values stand: project, version or commit, file or page.
  public let source: String
  /// What the system itself leaves open and is filled in here; empty where nothing is.
  public let assumption: String

  /// A preset whose CIDRs are written as text, apart by blanks.
  init(
    _ name: String, _ summary: String, mode: String, pools: String, options: [ModeOption] = [],
    services: String = "", dns: String? = nil, source: String, assumption: String = ""
  ) {
    self.name = name
    self.summary = summary
    self.mode = mode
    self.pools = Self.prefixes(pools)
    self.options = options
    self.services = Self.prefixes(services)
    clusterDNS = dns.map { text in
      guard let address = IPAddress(text) else {
        preconditionFailure("preset \(name): \(text) is no address")
      }
      return address
    }
    self.source = source
    self.assumption = assumption
  }

  private static func prefixes(_ text: String) -> [IPPrefix] {
    text.split(separator: " ").map { word in
      guard let prefix = IPPrefix(String(word)) else {
        preconditionFailure("\(word) is no CIDR")
      }
      return prefix
    }
  }
}
