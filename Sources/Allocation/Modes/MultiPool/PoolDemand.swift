/// How many addresses Cilium's agent asks for, pool by pool
/// (1.19, `pkg/ipam/multipool_manager.go`, `neededIPCeil`; the rule is the same since 1.14).
public enum PoolDemand {
  /// The addresses to ask for when `inUse` are in use or waited for: the next multiple of
  /// `preAllocate` but one, so that at least `preAllocate` are spare.
  public static func needed(inUse: Int, preAllocate: Int) -> Int {
    guard preAllocate > 0 else { return inUse }
    let whole = inUse / preAllocate
    let steps = whole + (inUse % preAllocate == 0 ? 1 : 2)
    let (needed, overflow) = steps.multipliedReportingOverflow(by: preAllocate)
    return overflow ? .max : needed
  }
}

/// How many spare addresses a node keeps, pool by pool (`ipam-multi-pool-pre-allocation`).
public struct PreAllocation: Hashable, Sendable, CustomStringConvertible {
  /// One pool and its spare addresses.
  public struct Entry: Hashable, Sendable {
    /// The pool.
    public let pool: String
    /// The spare addresses.
    public let count: Int
  }

  /// The pools listed, in the order of their names; a pool not listed has none.
  public private(set) var entries: [Entry]

  /// The flag's default: eight addresses of the default pool.
  public init(defaultPool: String = "default") {
    entries = [Entry(pool: defaultPool, count: 8)]
  }

  /// Reads `pool=count,pool=count`; the text of a bad number is Go's own.
  public init(parsing text: String) throws(PreAllocationError) {
    entries = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) where !part.isEmpty {
      guard let sign = part.firstIndex(of: "="), sign != part.startIndex else {
        throw .notAPair(String(part))
      }
      let pool = String(part[..<sign])
      let value = String(part[part.index(after: sign)...])
      guard let number = Int(value) else {
        throw .invalidValue(pool: pool, value, "invalid syntax")
      }
      guard let count = Int32(exactly: number) else {
        throw .invalidValue(pool: pool, value, "value out of range")
      }
      guard count >= 0 else { throw .negative(pool: pool, value) }
      entries.removeAll { $0.pool == pool }
      entries.append(Entry(pool: pool, count: Int(count)))
    }
    entries.sort { $0.pool < $1.pool }
  }

  /// The spare addresses of a pool, if it is listed.
  public subscript(pool: String) -> Int? { entries.first { $0.pool == pool }?.count }

  /// The form `pool=count,pool=count`.
  public var description: String {
    entries.map { "\($0.pool)=\($0.count)" }.joined(separator: ",")
  }
}

/// What is wrong with a map of spare addresses.
public enum PreAllocationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A part is not `pool=count`.
  case notAPair(String)
  /// A count is no number of 32 bits, in Go's words.
  case invalidValue(pool: String, String, String)
  /// A count is negative, which Cilium takes and then divides by.
  case negative(pool: String, String)

  /// One sentence.
  public var description: String {
    switch self {
    case .notAPair(let part): "\(part) must be formatted as key=value"
    case .invalidValue(let pool, let value, let reason):
      "invalid value for pool \"\(pool)\": strconv.ParseInt: parsing \"\(value)\": \(reason)"
    case .negative(let pool, let value):
      "invalid value for pool \"\(pool)\": \"\(value)\" is not a whole number from 0"
    }
  }
}
