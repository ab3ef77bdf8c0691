import Importing
import Testing

struct ImportedPodTests {
  @Test func `a pod that waits holds no address`() {
    #expect(!ImportedPod(namespace: "default", name: "web-1").holdsPodAddress)
  }
}
