/// Why an entry of an archive or a folder is not read, as the report says it.
enum LeftOut: Int, CaseIterable, Hashable {
  case hidden, link, device, sparse, encrypted, method

  init?(_ kind: TarHeader.Kind) {
    switch kind {
    case .link: self = .link
    case .device: self = .device
    default: return nil
    }
  }

  /// `3 links`: how many there are, for one line.
  func counted(_ count: Int) -> String {
    let (one, many) =
      switch self {
      case .hidden: ("hidden file", "hidden files")
      case .link: ("link", "links")
      case .device: ("device", "devices")
      case .sparse: ("file with holes", "files with holes")
      case .encrypted: ("encrypted file", "encrypted files")
      case .method: ("file compressed in an unknown way", "files compressed in an unknown way")
      }
    return "\(count) \(count == 1 ? one : many)"
  }
}
