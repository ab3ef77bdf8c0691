import Addressing
import Measurement
import Reporting
import Testing

@Suite struct `The free-block spectrum` {
  @Test func `names the largest and counts each size`() {
    let space = FreeSpace(pieces: [24: 2, 22: 1, 26: 1500], family: .v4)
    #expect(
      FreeSpectrum.words(of: space)
        == "largest free /22; free pieces: 1 of /22, 2 of /24, 1,500 of /26")
  }

  @Test func `sums up what is too much to list`() {
    let pieces = Dictionary(uniqueKeysWithValues: (10...24).map { ($0, 2) })
    let words = FreeSpectrum.words(of: FreeSpace(pieces: pieces, family: .v4))
    #expect(words.hasSuffix("2 of /21, 6 smaller"))
  }

  @Test func `says when nothing is free`() {
    #expect(FreeSpectrum.words(of: FreeSpace(pieces: [:], family: .v4)) == "nothing free")
  }
}
