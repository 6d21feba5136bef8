/// A compiled eBPF object that the build embedded in the daemon.
struct EmbeddedObject: Sendable {
    /// The ELF file.
    let octets: [UInt8]

    /// - Parameter hexadecimal: two lower-case digits an octet, as the build tool writes them.
    init(hexadecimal: StaticString) {
        let digits = Array(hexadecimal.description.utf8)
        octets = stride(from: 0, to: digits.count, by: 2).map {
            Self.value(of: digits[$0]) << 4 | Self.value(of: digits[$0 + 1])
        }
    }

    private static func value(of digit: UInt8) -> UInt8 {
        digit < UInt8(ascii: "a") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
    }
}
