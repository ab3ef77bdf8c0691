import Addressing

extension Document {
  /// A CIDR as Go's `net.ParseCIDR` takes it, nil with a remark where the file hides it.
  ///
  /// Anything else is refused with its place: a cluster drawn from half its CIDRs would be a lie.
  func prefix(
    _ text: String, at field: [PathStep], of owner: String, remarks: inout Remarks
  ) throws(ImportError) -> IPPrefix? {
    let text = text.trimmed
    if text.isRedacted {
      remarks.add(.warning, source, "CIDRs made unreadable, left out", of: "\(text) of \(owner)")
      return nil
    }
    if text.holdsTemplate {
      remarks.add(
        .warning, source, "CIDRs that are unfilled templates, left out", of: "\(text) of \(owner)")
      return nil
    }
    let prefix: IPPrefix
    do {
      prefix = try IPPrefix(maskingHostBits: text)
    } catch {
      throw self.error(at: field, "\(owner): \(error)")
    }
    if (try? IPPrefix(parsing: text)) == nil {
      remarks.add(
        .note, source, "CIDRs with host bits set, read as the network they lie in",
        of: "\(text) of \(owner) as \(prefix)")
    }
    return prefix
  }

  /// Several CIDRs; those that cannot be known are left out with a remark.
  func prefixes(
    _ list: FlexibleList?, at field: [PathStep], of owner: String, remarks: inout Remarks
  ) throws(ImportError) -> [IPPrefix] {
    var prefixes: [IPPrefix] = []
    for (text, path) in list?.entries ?? [] {
      if let prefix = try prefix(text, at: field + path, of: owner, remarks: &remarks) {
        prefixes.append(prefix)
      }
    }
    return prefixes
  }

  /// An address, nil with a remark if the text is none: unlike a CIDR it moves no border.
  func address(_ text: String?, of owner: String, remarks: inout Remarks) -> IPAddress? {
    guard let text, !text.isEmpty else { return nil }
    if let address = try? IPAddress(parsing: text) { return address }
    remarks.add(
      .warning, source, "addresses that are none, left out", of: "\(text.quoted) of \(owner)")
    return nil
  }
}
