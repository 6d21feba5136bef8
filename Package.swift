// swift-tools-version: 6.2

import PackageDescription

/// Every target of the project is compiled in Swift 6 mode, with strict memory safety, and warnings as errors.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "HAOS",
    products: [
        .executable(name: "haosd", targets: ["HAOS"]),
        .executable(name: "haosh", targets: ["Shell"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        // The protocol: no sockets, no clock, no threads, no Foundation.
        .target(
            name: "Core",
            dependencies: [.product(name: "HashTreeCollections", package: "swift-collections")],
            swiftSettings: house),
        // The only importer of swift-crypto: Core's message authentication made real.
        .target(
            name: "Cryptography",
            dependencies: ["Core", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: house),
        // What daemon and shell agree on: configuration, command tree, control protocol, rendering.
        .target(
            name: "Management",
            dependencies: [
                "Core", .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "OrderedCollections", package: "swift-collections"),
            ],
            swiftSettings: house),
        // Effects made real; the only importer of the C modules of the kernel.
        .target(
            name: "Linux",
            dependencies: [
                "Core", "Management", "CLinux", "CNetlinkRoute", "CBPF",
                .product(name: "DequeModule", package: "swift-collections"),
            ],
            swiftSettings: house,
            plugins: ["CompileBPF"]),
        .executableTarget(
            name: "HAOS",
            dependencies: [
                "Core", "Cryptography", "Management", "Linux",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house),
        .executableTarget(
            name: "Shell",
            dependencies: [
                "Management", "CEditLine",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house),

        // C shims and system libraries.
        .target(name: "CLinux", linkerSettings: [.linkedLibrary("crypt")]),
        .target(name: "CEditLine", linkerSettings: [.linkedLibrary("edit")]),
        .systemLibrary(
            name: "CNetlinkRoute", pkgConfig: "libnl-route-3.0", providers: [.apt(["libnl-route-3-dev"])]),
        .target(name: "CBPF", linkerSettings: [.linkedLibrary("bpf")]),

        // BPF/ is compiled during `swift build` and embedded in the daemon.
        .executableTarget(name: "EmbedObject", swiftSettings: house),
        .plugin(name: "CompileBPF", capability: .buildTool(), dependencies: ["EmbedObject"]),

        .testTarget(
            name: "CoreTests", dependencies: ["Core", "Cryptography"], swiftSettings: house),
        // Every requirement in Specifications/ has a test that exists, or the reason why it has none.
        .testTarget(name: "SpecificationTests", swiftSettings: house),
        // A router without a network, for the tests of everything that talks to one.
        .target(
            name: "ManagementFixtures", dependencies: ["Core", "Management"], path: "Tests/ManagementFixtures",
            swiftSettings: house),
        // What size costs: `make bench-scale`.
        .executableTarget(
            name: "ScaleBenchmark", dependencies: ["Core", "Cryptography", "Management", "ManagementFixtures"],
            path: "Benchmarks/Scale", swiftSettings: house),
        .testTarget(
            name: "ManagementTests", dependencies: ["Core", "Management", "ManagementFixtures"], swiftSettings: house),
        // Saves a file, for the tests that kill it meanwhile.
        .executableTarget(
            name: "FileSaver", dependencies: ["Linux"], path: "Tests/FileSaver", swiftSettings: house),
        .testTarget(
            name: "LinuxTests", dependencies: ["Core", "FileSaver", "Linux", "CBPF"], swiftSettings: house),
        .testTarget(
            name: "ShellTests", dependencies: ["Management", "ManagementFixtures", "Shell"], swiftSettings: house),
    ]
)
