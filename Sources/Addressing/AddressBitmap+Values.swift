extension AddressBitmap: Equatable {
  /// Whether the same offsets are set out of as many; shared subtrees are not visited.
  public static func == (lhs: AddressBitmap, rhs: AddressBitmap) -> Bool {
    guard lhs.count == rhs.count, lhs.population == rhs.population else { return false }
    return lhs.withRoot { left in
      rhs.withRoot { areEqual(left, $0, lhs.population, lhs.extent) }
    }
  }

  /// Compares two subtrees of one population.
  private static func areEqual(
    _ lhs: Node?, _ rhs: Node?, _ population: Int, _ extent: Extent
  ) -> Bool {
    // A subtree that is all set may have nodes or not, by how it came to be so.
    if population == 0 || population == extent.size { return true }
    guard let lhs, let rhs, lhs.reference.toOpaque() != rhs.reference.toOpaque() else {
      return true
    }
    if extent.isLeaf {
      return lhs.withLeaf(extent) { left in
        rhs.withLeaf(extent) { right in
          (0..<extent.wordCount).allSatisfy { left.words[$0] == right.words[$0] }
        }
      }
    }
    let (left, right) = (BranchView(lhs.reference), BranchView(rhs.reference))
    let indices = 0..<extent.childCount
    return indices.allSatisfy { left.slots[$0].population == right.slots[$0].population }
      && indices.allSatisfy { index in
        let child = extent.child(index)
        return areEqual(
          left.child(index, child), right.child(index, child), left.slots[index].population,
          child)
      }
  }
}

extension AddressBitmap: Hashable {
  /// Feeds the words of a small bitmap, or the counts of a large one's top level, to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(population)
    let extent = extent
    guard population > 0, population < count else { return }
    withRoot { root in
      guard let root else { return }
      if extent.isLeaf {
        let leaf = LeafView(root.reference)
        for index in 0..<extent.wordCount { hasher.combine(leaf.words[index]) }
      } else {
        let branch = BranchView(root.reference)
        for index in 0..<extent.childCount { hasher.combine(branch.slots[index].population) }
      }
    }
  }
}

extension AddressBitmap: CustomStringConvertible {
  /// The longest bitmap that is described by a picture.
  private static let longestPicture = 1024

  /// Draws a bitmap from `#` for set and `.` for clear; white space is left out.
  public init(_ picture: String) {
    let marks = picture.filter { !$0.isWhitespace }
    self.init(count: marks.count)
    for (offset, mark) in marks.enumerated() {
      precondition(mark == "#" || mark == ".", "a picture has '#' for set and '.' for clear")
      if mark == "#" { insert(offset) }
    }
  }

  /// A picture of `#` and `.`, or how many are set if that would be over 1024 long.
  public var description: String {
    guard count <= Self.longestPicture else { return "\(population) of \(count) set" }
    return String((0..<count).map { self[$0] ? "#" : "." })
  }
}
