/// A set of the offsets `0 ..< count`, made for pools: sparse, counted and cheap to copy.
///
/// It is a trie: leaves of 64 words (4096 bits) under branches of 64 children. A subtree whose
/// bits are all alike takes no memory, a leaf with few set bits lists them instead, and a small
/// bitmap is one leaf of just the words it needs. Each branch keeps, for every child, its
/// population and the order of its largest aligned clear block, so that searches step over what
/// cannot hold the answer:
/// ```
///                      branch            2^24 offsets, 64 children of 2^18
///             ┌──────────┼─────────┐
///          branch       nil     branch   nil: all clear, or all set
///        ┌────┼───┐               │
///      leaf  nil leaf            leaf    64 words of 64 bits, full words flagged
/// ```
/// A copy shares every node; a write after it copies the nodes from the root down to one leaf.
///
/// An *aligned block of order k* is the offsets of 2^k that start at a multiple of 2^k, as a
/// prefix does.
public struct AddressBitmap: @unchecked Sendable {
  /// The largest `count` there can be.
  public static let maximumCount = 1 << 60

  /// Number of offsets, set or clear.
  public let count: Int

  /// Number of set offsets.
  public internal(set) var population = 0

  // Nodes are classes and shared between copies. Sending them to another thread is safe, since
  // a node is written only through the one reference to it, which nobody else can then see.

  /// The top node, or nil if all bits are alike.
  var root: AnyObject?

  /// The free-block spectrum of a trie with branches, once something was written to it.
  ///
  /// A single leaf counts its words when asked instead, and stays as small as it is.
  var spectrum: [Int] = []

  /// Makes a bitmap with all of `count` offsets clear, in no time and no memory.
  public init(count: Int) {
    precondition(count >= 0 && count <= Self.maximumCount, "a bitmap has 0 to 2^60 offsets")
    self.count = count
  }

  /// Whether no offset is set.
  public var isEmpty: Bool {
    population == 0
  }

  /// Whether every offset is set.
  public var isFull: Bool {
    population == count
  }

  /// Number of clear offsets.
  public var clearCount: Int {
    count - population
  }

  /// Whether `offset` is set.
  public subscript(offset: Int) -> Bool {
    get {
      check(offset)
      return withRoot { root in
        guard let root else { return population > 0 }
        return Self.contains(offset, in: root, extent)
      }
    }
    set {
      if newValue { insert(offset) } else { remove(offset) }
    }
  }

  /// Sets `offset`; answers whether it was clear.
  @discardableResult
  public mutating func insert(_ offset: Int) -> Bool {
    check(offset)
    return set(offset, to: true)
  }

  /// Clears `offset`; answers whether it was set.
  @discardableResult
  public mutating func remove(_ offset: Int) -> Bool {
    check(offset)
    return set(offset, to: false)
  }

  /// What the root stands for.
  @inline(__always)
  var extent: Extent {
    Extent(count: count)
  }

  @inline(__always)
  func check(_ offset: Int) {
    precondition(offset >= 0 && offset < count, "the offset lies outside the bitmap")
  }

  func check(_ range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= count, "the range lies outside the bitmap")
  }

  /// Lends the root without touching its reference count.
  @inline(__always)
  func withRoot<T>(_ body: (Node?) -> T) -> T {
    withExtendedLifetime(root) {
      // A root that is a leaf is never sparse: it is as small as its bitmap.
      body(root.map { Node(reference: .passUnretained($0), isSparse: false) })
    }
  }

  static func contains(_ offset: Int, in root: Node, _ extent: Extent) -> Bool {
    var node = root
    var extent = extent
    var offset = offset
    while !extent.isLeaf {
      let index = offset &>> extent.childShift
      let branch = BranchView(node.reference)
      offset &= 1 &<< extent.childShift &- 1
      extent = extent.child(index)
      guard let child = branch.child(index, extent) else {
        return branch.slots[index].population > 0
      }
      node = child
    }
    return node.isSparse
      ? SparseView(node.reference).contains(offset) : LeafView(node.reference).contains(offset)
  }
}
