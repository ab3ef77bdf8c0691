import Glibc

/// A large cluster as `kubectl get nodes,pods -A -o json` prints it: indented, with all that kubectl
/// 1.2x shows of a pod (it leaves managed fields out), some 4.5 KB each.
struct DumpWriter {
  let nodes: Int
  let pods: Int

  /// Writes the file and answers how many bytes it has.
  func write(to path: String) -> Int {
    guard let file = fopen(path, "w") else { return 0 }
    defer { fclose(file) }
    var count = 0
    func put(_ text: String) { count += fwrite(text, 1, text.utf8.count, file) }
    put("{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n")
    for number in 0..<nodes {
      put(number == 0 ? "" : ",\n")
      put(node(number))
    }
    for number in 0..<pods {
      put(",\n")
      put(pod(number))
    }
    put(
      "\n    ],\n    \"kind\": \"List\",\n    \"metadata\": {\n        \"resourceVersion\": \"\"\n    }\n}\n"
    )
    return count
  }

  /// The k-th /24 of 10.0.0.0/8, without its last byte.
  private func block(_ number: Int) -> String { "10.\(number >> 8).\(number & 255)" }

  private func node(_ number: Int) -> String {
    let conditions = ["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"].map {
      condition($0, $0 == "Ready" ? "True" : "False")
    }
    return """
              {
                  "apiVersion": "v1",
                  "kind": "Node",
                  "metadata": {
                      "creationTimestamp": "2026-03-01T10:\(number / 60 % 60)0:00Z",
                      "labels": {
                          "kubernetes.io/hostname": "node-\(number)",
                          "node.kubernetes.io/instance-type": "m6i.2xlarge",
                          "topology.kubernetes.io/zone": "eu-central-1\(["a", "b", "c"][number % 3])"
                      },
                      "name": "node-\(number)",
                      "resourceVersion": "\(100_000 + number)",
                      "uid": "6f1c9a52-0a51-4c4e-8f7e-\(700_000_000_000 + number)"
                  },
                  "spec": {
                      "podCIDR": "\(block(number)).0/24",
                      "podCIDRs": [
                          "\(block(number)).0/24"
                      ]
                  },
                  "status": {
                      "addresses": [
                          {
                              "address": "172.\(16 + number / 65536).\(number / 256 % 256).\(number % 256)",
                              "type": "InternalIP"
                          }
                      ],
                      "allocatable": {
                          "cpu": "7910m",
                          "memory": "31482284Ki",
                          "pods": "110"
                      },
                      "conditions": [
      \(conditions.joined(separator: ",\n"))
                      ]
                  }
              }
      """
  }

  private func pod(_ number: Int) -> String {
    let name = "checkout-\(number % 97)-7c9d5b6f4-\(number)"
    let home = number % max(1, nodes)
    let address = "\(block(home)).\(2 + number / max(1, nodes) % 250)"
    let conditions = ["Initialized", "Ready", "ContainersReady", "PodScheduled"].map {
      condition($0, "True")
    }
    return """
              {
                  "apiVersion": "v1",
                  "kind": "Pod",
                  "metadata": {
                      "creationTimestamp": "2026-03-02T08:00:00Z",
                      "generateName": "checkout-\(number % 97)-7c9d5b6f4-",
                      "labels": {
                          "app.kubernetes.io/name": "checkout-\(number % 97)",
                          "pod-template-hash": "7c9d5b6f4"
                      },
                      "name": "\(name)",
                      "namespace": "team-\(number % 200)",
                      "resourceVersion": "\(900_000 + number)",
                      "uid": "0d3f7b1e-91c4-4d9b-a7c3-\(800_000_000_000 + number)"
                  },
      \(podSpec(number, home)),
                  "status": {
                      "conditions": [
      \(conditions.joined(separator: ",\n"))
                      ],
                      "hostIP": "172.16.0.1",
                      "phase": "Running",
                      "podIP": "\(address)",
                      "podIPs": [
                          {
                              "ip": "\(address)"
                          }
                      ],
                      "qosClass": "Burstable",
                      "startTime": "2026-03-02T08:00:01Z"
                  }
              }
      """
  }

  private func podSpec(_ number: Int, _ home: Int) -> String {
    let variables = (0..<10).map {
      """
                                  {
                                      "name": "SETTING_\($0)",
                                      "value": "https://service-\($0).example.internal:8443/v1"
                                  }
      """
    }
    return """
                  "spec": {
                      "containers": [
                          {
                              "env": [
      \(variables.joined(separator: ",\n"))
                              ],
                              "image": "registry.example.com/team-\(number % 200)/checkout:1.42.0",
                              "imagePullPolicy": "IfNotPresent",
                              "name": "checkout"
                          }
                      ],
                      "dnsPolicy": "ClusterFirst",
                      "enableServiceLinks": true,
                      "nodeName": "node-\(home)",
                      "priority": 0,
                      "restartPolicy": "Always",
                      "terminationGracePeriodSeconds": 30
                  }
      """
  }

  private func condition(_ type: String, _ status: String) -> String {
    """
                            {
                                "lastProbeTime": null,
                                "lastTransitionTime": "2026-03-02T08:00:05Z",
                                "status": "\(status)",
                                "type": "\(type)"
                            }
    """
  }
}
