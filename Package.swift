// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 mode with every check that keeps module borders honest; a warning is an error.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A library target of this package: its dependencies are the whole list of what it may import.
func module(_ name: String, uses: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: uses, resources: resources, swiftSettings: strict)
}

/// The tests of one target, mirrored file by file; all of them may use `TestSupport`.
func tests(of name: String, uses: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + uses,
    resources: resources, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let hashTrees = Target.Dependency.product(
  name: "HashTreeCollections", package: "swift-collections")
let bitCollections = Target.Dependency.product(
  name: "BitCollections", package: "swift-collections")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
  name: "cidrscope",
  products: [.executable(name: "cidrscope", targets: ["cidrscope"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // The C boundary: wide ncurses as functions Swift can call, and the signal handlers, which
    // must be C. Never `pkgConfig:` (its -D flags are dropped with a warning on every build).
    .target(
      name: "CNCurses",
      cSettings: [
        .treatAllWarnings(as: .error), .enableWarning("all"), .define("_GNU_SOURCE"),
      ],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "CSimdjson",
      cxxSettings: [.treatAllWarnings(as: .error), .enableWarning("all")],
      linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("stdc++")]),
    .target(
      name: "CPNG",
      cSettings: [.treatAllWarnings(as: .error), .enableWarning("all")],
      linkerSettings: [.linkedLibrary("png")]),
    .target(
      name: "CZlib",
      cSettings: [.treatAllWarnings(as: .error), .enableWarning("all")],
      linkerSettings: [.linkedLibrary("z")]),

    // What an address is, who holds it, what one reads off it, what happens over time.
    module("Addressing"),
    module("Allocation", uses: ["Addressing", hashTrees]),
    module("Measurement", uses: ["Addressing", "Allocation"]),
    module("Simulation", uses: ["Addressing", "Allocation", "Measurement"]),

    // What people write by hand: where it is, and reading it strictly.
    module("UserFiles", uses: [yams]),

    // Pictures, screens and their colours.
    module("Cartography", uses: ["Addressing"]),
    module("Terminal"),
    module("Recording", uses: ["Terminal"]),
    module("CursesTerminal", uses: ["Terminal", "CNCurses"]),
    module(
      "Theming", uses: ["Cartography", "Terminal", "UserFiles", yams],
      resources: [.copy("../../themes")]),
    module("Picturing", uses: ["Addressing", "Cartography", "Terminal", "Theming", "CPNG"]),

    // What people decide once: the config file.
    module("Settings", uses: ["Cartography", "Terminal", "UserFiles", yams]),

    // What people have and what they take away.
    module("Importing", uses: ["Addressing", "CSimdjson", yams]),
    module("Unpacking", uses: ["Importing", "CZlib"]),
    // What is heard of a cluster while it lives.
    module("Watching", uses: ["Addressing", "Importing"]),
    module("Checking", uses: ["Addressing", "Importing"]),
    module(
      "Reporting",
      uses: ["Addressing", "Allocation", "Measurement", "Simulation", "Cartography"]),
    module("Sizing", uses: ["Addressing", "Allocation", "Measurement", "Simulation"]),
    // Their files become bytes of the program, which then needs nothing beside it.
    module(
      "Lessons", uses: ["Addressing", "Allocation", "Simulation", "UserFiles", yams],
      resources: [.embedInCode("Resources")]),

    // The program.
    module(
      "Explorer",
      uses: [
        "Addressing", "Allocation", "Measurement", "Simulation", "Cartography", "Terminal",
        "Theming", "Importing", "Reporting", "Sizing", "Lessons",
      ]),
    .executableTarget(
      name: "cidrscope",
      dependencies: [
        "Addressing", "Allocation", "Measurement", "Simulation", "Cartography", "Terminal",
        "CursesTerminal", "Theming", "Picturing", "Importing", "Reporting", "Explorer",
        "Recording", "Settings", "Sizing", "UserFiles", "Checking", "Lessons", "Unpacking",
        "Watching", argumentParser, subprocess,
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Addressing", "Allocation", "Simulation", "Cartography", "Reporting", "Explorer",
        "Terminal", "CSimdjson",
      ],
      swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests(of: "Addressing", uses: [bitCollections]),
    tests(of: "Allocation", uses: ["Addressing"]),
    tests(of: "Measurement", uses: ["Addressing", "Allocation"]),
    tests(of: "Simulation", uses: ["Addressing", "Allocation", "Measurement"]),
    tests(of: "Cartography", uses: ["Addressing"]),
    tests(of: "Terminal"),
    tests(of: "UserFiles"),
    tests(of: "Recording", uses: ["Terminal"]),
    tests(of: "Settings", uses: ["Cartography", "Terminal", "UserFiles"]),
    tests(of: "CursesTerminal", uses: ["Terminal", "CNCurses"]),
    tests(of: "Theming", uses: ["Cartography", "Terminal"], resources: [.copy("Figures")]),
    tests(of: "Picturing", uses: ["Addressing", "Cartography", "Terminal", "Theming", "CPNG"]),
    tests(of: "Importing", uses: ["Addressing"], resources: [.copy("Fixtures")]),
    tests(of: "Unpacking", uses: ["Importing", "CZlib"]),
    tests(of: "Watching", uses: ["Addressing", "Importing"]),
    tests(of: "Checking", uses: ["Addressing", "Allocation", "Importing"]),
    tests(
      of: "Reporting",
      uses: ["Addressing", "Allocation", "Measurement", "Simulation", "Cartography"]),
    tests(
      of: "Sizing", uses: ["Addressing", "Allocation", "Importing", "Reporting", "Simulation"]),
    tests(of: "Lessons", uses: ["Simulation", "UserFiles"]),
    tests(
      of: "Explorer",
      uses: [
        "Addressing", "Allocation", "Measurement", "Simulation", "Cartography", "Terminal",
        "Theming", "Importing", "Reporting", "Sizing", "Lessons",
      ],
      resources: [.copy("Screenplays")]),
    tests(
      of: "cidrscope",
      uses: ["Addressing", "Allocation", "Simulation", "Reporting", "Explorer", "Settings"],
      resources: [.copy("Scripts"), .copy("Snapshots"), .copy("Matrix"), .copy("Incidents")]),
    .testTarget(
      name: "RepositoryTests",
      dependencies: ["TestSupport", "Allocation", "Explorer", "Terminal", "Theming"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
