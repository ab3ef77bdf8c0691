import UserFiles

extension Lesson {
  /// The lessons of the program, in their order.
  ///
  /// Their files are part of the program's code, so that it needs nothing beside it.
  public static let all: [Lesson] = {
    do throws(FileFault) {
      var lessons: [Lesson] = []
      for (name, bytes) in files {
        let text = String(decoding: bytes, as: UTF8.self)
        lessons.append(try Lesson(parsing: text, file: name))
      }
      return lessons
    } catch {
      preconditionFailure("a lesson of the program is broken: \(error)")
    }
  }()

  /// The files of the lessons as they were written.
  static let files: [(name: String, bytes: [UInt8])] = [
    ("01-read-the-map.yaml", PackageResources._1_read_the_map_yaml),
    ("02-zoom.yaml", PackageResources._2_zoom_yaml),
    ("03-what-a-node-gets.yaml", PackageResources._3_what_a_node_gets_yaml),
    ("04-exhaust-the-pool.yaml", PackageResources._4_exhaust_the_pool_yaml),
    ("05-pick-the-mask.yaml", PackageResources._5_pick_the_mask_yaml),
    ("06-next-fit.yaml", PackageResources._6_next_fit_yaml),
    ("07-service-range.yaml", PackageResources._7_service_range_yaml),
    ("08-nobody-to-ask.yaml", PackageResources._8_nobody_to_ask_yaml),
    ("09-overlaps.yaml", PackageResources._9_overlaps_yaml),
    ("10-multi-pool.yaml", PackageResources._0_multi_pool_yaml),
    ("11-prefixes.yaml", PackageResources._1_prefixes_yaml),
    ("12-calico-blocks.yaml", PackageResources._2_calico_blocks_yaml),
    ("13-five-modes.yaml", PackageResources._3_five_modes_yaml),
    ("14-ipv6.yaml", PackageResources._4_ipv6_yaml),
    ("15-read-a-dump.yaml", PackageResources._5_read_a_dump_yaml),
    ("16-sizing-exam.yaml", PackageResources._6_sizing_exam_yaml),
  ]

  /// The lesson called so, by id or number.
  public static func named(_ name: String, among lessons: [Lesson] = all) -> Lesson? {
    lessons.first { $0.id == name } ?? lessons.first { $0.number.map(String.init) == name }
  }
}
