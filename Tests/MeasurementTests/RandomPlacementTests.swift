import Measurement
import Testing

struct RandomPlacementTests {
  @Test func `larger blocks and more taken leave fewer whole`() {
    for taken in stride(from: 0, through: 1000, by: 50) {
      let shares = (0...8).map {
        RandomPlacement.wholeBlocks(hostBits: $0, takenThousandths: taken)
      }
      #expect(shares == shares.sorted(by: >))
      #expect(shares[0] == 1000 - taken)
    }
    #expect(RandomPlacement.wholeBlocks(hostBits: 1000, takenThousandths: -5) == 1000)
    #expect(RandomPlacement.wholeBlocks(hostBits: -1, takenThousandths: 2000) == 0)
  }
}
