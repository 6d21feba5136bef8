// swift-tools-version: 6.2

import PackageDescription

// Core is a symbolic link to the project's own, so that it is instrumented for libFuzzer without the rest of the
// project being so: instrumented, the tools that its build runs could not be linked.

let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A fuzzer has no `main` of its own: libFuzzer's calls `LLVMFuzzerTestOneInput`.
func fuzzer(_ name: String) -> Target {
    .executableTarget(
        name: name,
        dependencies: ["Core", "FuzzSupport"],
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
        .target(name: "FuzzSupport", dependencies: ["Core"], swiftSettings: house),
        fuzzer("PacketFuzzer"),
        fuzzer("MobilityHeaderFuzzer"),
        fuzzer("ICMPv6Fuzzer"),
    ]
)
