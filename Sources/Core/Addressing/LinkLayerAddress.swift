/// A 48-bit link-layer address (IEEE 802).
public struct LinkLayerAddress: Hashable, Sendable {
    /// The address in the order of transmission.
    public var octets: InlineArray<6, UInt8>
    public init(octets: InlineArray<6, UInt8>) { self.octets = octets }
    public static func == (a: Self, b: Self) -> Bool { (0..<6).allSatisfy { a.octets[$0] == b.octets[$0] } }
    public func hash(into hasher: inout Hasher) { for i in 0..<6 { hasher.combine(octets[i]) } }
}
