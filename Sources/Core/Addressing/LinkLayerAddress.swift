/// A 48-bit link-layer address (IEEE 802).
public struct LinkLayerAddress: Hashable, Sendable {
    /// The address as a number, first octet on the wire most significant; the upper 16 bits are zero.
    public let rawValue: UInt64

    /// Makes an address of its number; bits above the 48th are dropped.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue & 0xffff_ffff_ffff
    }
}
