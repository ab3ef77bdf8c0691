import Addressing

/// The pool list of one family as a configuration writes it, before it is known to be right.
struct PoolSettings {
  var family: IPFamily
  var entries: [(text: String, path: [PathStep])]
  var listPath: [PathStep]
  var mask: FlexibleText?
  var maskPath: [PathStep]
  /// What the program that reads the file assumes where the mask is not there.
  var defaultMask: Int
  var origin: ImportedPool.Origin

  /// The pools, or why the operator would not start with them.
  func pools(
    in document: Document, of owner: String, remarks: inout Remarks
  ) throws(ImportError) -> [ImportedPool] {
    let mask = try document.maskSize(mask, at: maskPath, family, of: owner) ?? defaultMask
    var pools: [ImportedPool] = []
    for (text, path) in entries {
      let place = listPath + path
      guard !text.contains(",") else {
        throw document.error(
          at: place,
          "\(text.quoted) has commas between its CIDRs, with which the operator stops "
            + "(invalid CIDR address); expected blanks")
      }
      guard let prefix = try document.prefix(text, at: place, of: owner, remarks: &remarks) else {
        continue
      }
      guard prefix.family == family else {
        throw document.error(at: place, "\"\(prefix)\" is \(prefix.family); expected \(family)")
      }
      if mask < prefix.length {
        remarks.add(
          .warning, document.source, "\(ImportReport.tooSmall), from which no node gets any",
          of: "\(prefix) with mask \(mask)")
      }
      var pool = ImportedPool(prefix: prefix, blockLength: mask, origin: origin)
      if origin == .configured { pool.place = document.place(of: place) }
      if self.mask != nil { pool.maskPlace = document.place(of: maskPath) }
      pools.append(pool)
    }
    return pools
  }
}
