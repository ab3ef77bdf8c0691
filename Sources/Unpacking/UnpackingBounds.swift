/// How far an archive may go before it is refused; every bound has its reason.
public struct UnpackingBounds: Hashable, Sendable {
  /// The most bytes that all layers together may expand to: a sysdump of hundreds of nodes with its
  /// logs fits, and what a disk holds does not.
  public var mostExpanded = 32 << 30

  /// The most bytes out for one byte in.
  ///
  /// Deflate can do no more than 1032 (zlib_tech.html, "Maximum
  /// Compression Factor"), which only bombs come near; objects of one kind that differ in nothing but
  /// a number reach some 60.
  public var mostRatio = 250

  /// What may be expanded before the ratio is looked at, so that a small file of blanks is no bomb.
  public var freeExpansion = 16 << 20

  /// The most entries of all archives together: 5,000 nodes with the 200 files of an agent's own
  /// report each.
  public var mostEntries = 1_000_000

  /// The longest name of an entry in bytes: Linux's own bound for a path (limits.h, PATH_MAX).
  public var longestName = 4096

  /// The most bytes of headers that describe one entry, as pax and GNU write them: names and times
  /// take a few hundred.
  public var longestHeader = 64 << 10

  /// The most layers on top of each other: a tar.gz with an agent's own tar.gz with a gz in it has
  /// five, and 42.zip, which is made to do harm, six.
  public var mostLayers = 5

  /// The most bytes of a zip that are held in memory, where it comes down a pipe or out of another
  /// archive: its list of entries stands at its end.
  public var mostHeld = 256 << 20

  /// The bounds for files of people.
  public init() {}
}
