import Foundation
import Testing

@Suite struct `cidrscope open` {
  private let nodes = """
    {"kind":"List","apiVersion":"v1","items":[
    {"kind":"CiliumNode","apiVersion":"cilium.io/v2","metadata":{"name":"n1"},
     "spec":{"addresses":[{"type":"InternalIP","ip":"10.0.1.9"},
     {"type":"CiliumInternalIP","ip":"10.0.0.3"}],"health":{"ipv4":"10.0.0.4"},
     "ipam":{"podCIDRs":["10.0.0.0/28"]}}},
    {"kind":"CiliumNode","apiVersion":"cilium.io/v2","metadata":{"name":"n2"},
     "spec":{"ipam":{"podCIDRs":["10.0.0.16/28"]}}},
    {"kind":"CiliumNode","apiVersion":"cilium.io/v2","metadata":{"name":"n3"},"spec":{"ipam":{}},
     "status":{"ipam":{"operator-status":{"error":"allocator full"}}}}]}
    """

  private let pods = """
    NAMESPACE  NAME   READY  STATUS     RESTARTS  AGE  IP         NODE
    default    web-1  1/1    Running    0         1h   10.0.0.5   n1
    default    web-2  0/1    Pending    0         1h   <none>     n1
    default    done   0/1    Completed  0         1h   10.0.0.6   n1
    """

  @Test func `puts files together and prints report, summary and map`() throws {
    let folder = try ScratchFolder()
    let run = try Program.run([
      "open", try folder.file("nodes.json", nodes), try folder.file("pods.txt", pods),
    ])
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.contains("nodes.json: 3 CiliumNodes\n"))
    #expect(
      run.output.contains("plan recorded: cluster-pool, 10.0.0.0/27 (inferred) in blocks of /28\n"))
    #expect(run.output.contains("nodes     3: 2 ready, 0 waiting, 1 failed\n"))
    #expect(run.output.contains("pods      2: 1 running, 1 pending\n"))
    #expect(
      run.output.hasSuffix(
        """
        10.0.0.0/27, Hilbert; a pixel is a /32, 1 address
        +----------------+
        |RR....RRRR....RR|
        |RR..............|
        |RR..............|
        |@@..............|
        +----------------+
        . committed, unused
        : - = + * # % @ filling up to all used
        R no pod may have it

        """))
  }

  @Test func `carries a cluster-pool recording on with a script`() throws {
    let folder = try ScratchFolder()
    let script = try folder.file("more.scope", "remove node n1\nadd node n4\n")
    let run = try Program.run([try folder.file("nodes.json", nodes), script])
    #expect(run.status == 0)
    #expect(run.output.contains("nodes     3: 2 ready"))
  }

  @Test func `takes the blocks around pods for the nodes' where no file shows any`() throws {
    let table = """
      NAME   READY  STATUS   RESTARTS  AGE  IP           NODE
      web-1  1/1    Running  0         1h   10.0.0.5     a
      web-2  1/1    Running  0         1h   10.0.0.9     a
      web-3  1/1    Running  0         1h   10.0.0.130   b
      """
    let run = try Program.run(["open", "-"], input: table)
    #expect(
      run.output.contains(
        "note: no file shows the nodes' blocks; taken to be the /25 around their pods\n"))
    #expect(run.output.contains("10.0.0.0/24 (inferred) in blocks of /25\nnodes     2: 2 ready"))
    #expect(run.output.contains("committed = 3 used + "))
    let mixed = try Program.run(
      ["open", "-"], input: table + "\nweb-4  1/1    Running  0         1h   10.0.0.8     b\n")
    // No length tells the nodes apart then: each address is held alone.
    #expect(mixed.output.contains("10.0.0.0/24 (inferred) in blocks of /32\nnodes     2: 2 ready"))
    #expect(mixed.output.contains("committed = 4 used + 0 reserved + 0 stranded"))
  }

  @Test func `shows the single addresses of a cloud's nodes, and lets them live on`() throws {
    var text = ""
    for node in 0..<3 {
      text += "kind: Node\nmetadata: {name: n\(node)}\nspec: {}\n"
      text += "status: {addresses: [{type: InternalIP, address: 10.1.0.\(10 + node)}]}\n---\n"
      for pod in 0..<9 {
        text += "kind: Pod\nmetadata: {name: p\(node)-\(pod)}\nspec: {nodeName: n\(node)}\n"
        text += "status: {phase: Running, podIP: 10.1.0.\(20 + pod * 3 + node)}\n---\n"
      }
    }
    let plain = try Program.run(["open", "-"], input: text)
    #expect(plain.output.contains("nodes     3: 3 ready"))
    #expect(plain.output.contains("committed = 27 used + 0 reserved + 0 stranded"))
    #expect(!plain.output.contains("overlap ") && !plain.output.contains("outside the pools"))
    // Amazon's mode: the nodes' own addresses are theirs, and all pods keep what they have.
    let amazon =
      text + "kind: DaemonSet\nmetadata: {name: aws-node, namespace: kube-system}\n"
      + "spec: {template: {spec: {containers: [{name: aws-node}]}}}\n"
    let run = try Program.run(["open", "-"], input: amazon)
    #expect(run.output.contains("plan recorded: vpc-cni, 10.1.0.0/24 (inferred) in blocks of /32"))
    #expect(run.output.contains("pods      27: 27 running, 0 pending"))
    #expect(run.output.contains("committed = 27 used + 3 reserved + 0 stranded"))
  }

  @Test func `each pool of multi-pool is cut into its own blocks`() throws {
    let pool = { (name: String, cidr: String, mask: Int) in
      "kind: CiliumPodIPPool\nmetadata: {name: \(name)}\n"
        + "spec: {ipv4: {cidrs: [\(cidr)], maskSize: \(mask)}}\n---\n"
    }
    let dump =
      pool("default", "10.10.0.0/16", 24) + pool("mars", "10.20.0.0/16", 27)
      + "kind: CiliumNode\nmetadata: {name: m1}\nspec: {ipam: {pools: {allocated: ["
      + "{pool: default, cidrs: [10.10.0.0/24]}, {pool: mars, cidrs: [10.20.0.0/27]}]}}}\n"
    let run = try Program.run(["open", "-"], input: dump)
    #expect(run.output.contains("10.10.0.0/16 in blocks of /24, 10.20.0.0/16 in blocks of /27"))
    #expect(run.output.contains("2,304 blocks: 2 used, 2,302 free"))
    #expect(run.output.contains("131,072 addresses = 288 committed"))
  }

  @Test func `a node that is gone is not ready, whatever it still holds`() throws {
    let affinity = { (name: String, block: String) in
      "apiVersion: crd.projectcalico.org/v1\nkind: BlockAffinity\nmetadata: {name: \(name)-x}\n"
        + "spec: {cidr: \(block), node: \(name), state: confirmed}\n---\n"
    }
    let dump =
      "apiVersion: crd.projectcalico.org/v1\nkind: IPPool\nmetadata: {name: default}\n"
      + "spec: {cidr: 10.48.0.0/18, blockSize: 26}\n---\n"
      + affinity("gone", "10.48.9.64/26") + affinity("beech", "10.48.3.0/26")
      + "kind: Node\nmetadata: {name: beech}\n"
    let run = try Program.run(["open", "-"], input: dump)
    #expect(run.output.contains("nodes     2: 1 ready, 0 waiting, 1 failed"))
    #expect(run.output.contains("128 committed"))
  }

  @Test func `opens a configuration alone as an empty cluster`() throws {
    let values =
      "ipam:\n  mode: cluster-pool\n  operator:\n    clusterPoolIPv4PodCIDRList: [10.42.0.0/16]\n"
    let run = try Program.run(["open", "-"], input: values)
    #expect(run.status == 0)
    #expect(run.output.contains("plan recorded: cluster-pool, 10.42.0.0/16 in blocks of /24\n"))
    let other = try Program.run(["open", "-"], input: "ipam:\n  mode: eni\n")
    #expect(other.status == 0)
    #expect(other.output.contains("shown as recorded, without the rules of its mode"))
  }

  @Test func `claims the nodes' own addresses where they lie in a pool`() throws {
    let overlapping = nodes.replacingOccurrences(of: "10.0.1.9", with: "10.0.0.20")
    let run = try Program.run(["open", "-"], input: overlapping)
    #expect(run.output.contains("overlap   10.0.0.20/32 of nodes with pool 10.0.0.0/27\n"))
  }
}

@Suite struct `Bad input` {
  private func refusal(_ input: String) throws -> String {
    let run = try Program.run(["open", "-"], input: input)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.hasSuffix("\n"))
    #expect(run.errors.count { $0 == "\n" } == 1)
    return run.errors
  }

  @Test func `that is cut is refused with its place`() throws {
    #expect(try refusal("{\"kind\":\"List\",\"items\":[{\"kind\":\"Node\",").hasPrefix("-:1:"))
  }

  @Test func `that is empty, or a folder that is, is refused`() throws {
    #expect(try refusal("") == "-: is empty; expected a script or a dump\n")
    let folder = try ScratchFolder()
    let run = try Program.run(["open", folder.path])
    #expect(run.status == 2)
    #expect(run.errors == "\(folder.path): is a folder without files to read\n")
  }

  @Test(arguments: ["open", "run"])
  func `of zeros without end is refused at once`(command: String) throws {
    let run = try Program.run([command, "/dev/zero"])
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("/dev/zero:1:1: a NUL byte"))
  }

  @Test func `with a key twice is refused`() throws {
    let text = try refusal(
      "kind: Node\nmetadata:\n  name: a\n  name: b\nspec:\n  podCIDR: 10.0.0.0/24\n")
    #expect(text.hasPrefix("-:4:3:"))
  }

  @Test func `with a CIDR of 33 bits is refused`() throws {
    let text = try refusal("kind: Node\nmetadata:\n  name: a\nspec:\n  podCIDR: 10.0.0.0/33\n")
    #expect(text.contains("10.0.0.0/33"))
  }

  @Test func `that is something else is refused`() throws {
    #expect(try refusal("hello world, this is a letter\n").hasPrefix("-: nothing known in it"))
  }

  @Test func `never brings its control characters to the terminal`() throws {
    let json =
      #"{"kind":"Node","metadata":{"name":"a\u001b[2J\u0007"},"spec":{"podCIDR":"10.0.0.0/24"}}"#
    let run = try Program.run(["open", "-"], input: json)
    for text in [run.output, run.errors] {
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
    let script = try Program.run(["run", "-"], bytes: Array("add node a\u{1B}[2J\n".utf8))
    #expect(script.status == 2)
    #expect(!script.errors.contains("\u{1B}"))
    let file = try Program.run(["run", "no\u{1B}[2Jfile"])
    #expect(file.errors == "no\\u{1B}[2Jfile: cannot be read: no such file or directory\n")
  }
}
