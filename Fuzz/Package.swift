// swift-tools-version: 6.2

import PackageDescription

// Core, Management and its fixtures, and Vici are symbolic links to the project's own, so that they are instrumented for libFuzzer
// without the rest of the project being so: instrumented, the tools that its build runs could not be linked.

let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A fuzzer has no `main` of its own: libFuzzer's calls `LLVMFuzzerTestOneInput`.
func fuzzer(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .executableTarget(
        name: name,
        dependencies: ["Core", "FuzzSupport"] + dependencies,
        swiftSettings: house + [.unsafeFlags(["-parse-as-library"])])
}

let package = Package(
    name: "Fuzz",
    dependencies: [.package(url: "https://github.com/apple/swift-collections", from: "1.6.0")],
    targets: [
        .target(
            name: "Core",
            dependencies: [.product(name: "HashTreeCollections", package: "swift-collections")],
            swiftSettings: house),
        .target(
            name: "Management",
            dependencies: ["Core", .product(name: "OrderedCollections", package: "swift-collections")],
            swiftSettings: house),
        .target(name: "ManagementFixtures", dependencies: ["Core", "Management"], swiftSettings: house),
        .target(name: "Vici", dependencies: ["Core"], swiftSettings: house),
        .target(name: "FuzzSupport", dependencies: ["Core"], swiftSettings: house),
        fuzzer("PacketFuzzer"),
        fuzzer("MobilityHeaderFuzzer"),
        fuzzer("ICMPv6Fuzzer"),
        fuzzer("CommandFuzzer", "Management", "ManagementFixtures"),
        fuzzer("ConfigurationFuzzer", "Management"),
        fuzzer("ControlFuzzer", "Management", "ManagementFixtures"),
        fuzzer("ViciFuzzer", "Vici"),
    ]
)
