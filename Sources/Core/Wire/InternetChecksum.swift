/// The one's complement checksum of RFC 1071, over the pseudo-header of RFC 8200 section 8.1 and what follows it.
public struct InternetChecksum: Sendable {
    private var sum: UInt64 = 0

    /// Begins with the pseudo-header.
    ///
    /// - Parameters:
    ///   - source: The source; the home address if the packet has a Home Address option (RFC 6275 section 6.3).
    ///   - destination: The final destination; the home address if the packet has a type 2 routing header.
    ///   - upperLayerLength: Octets of the upper-layer header and its data.
    ///   - nextHeader: The upper-layer protocol.
    public init(source: IPv6Address, destination: IPv6Address, upperLayerLength: Int, nextHeader: NextHeader) {
        add(source.rawValue)
        add(destination.rawValue)
        sum += UInt64(truncatingIfNeeded: upperLayerLength) & 0xffff_ffff
        sum += UInt64(nextHeader.rawValue)
    }

    /// Adds octets; an odd last one counts as if a zero followed, so only the last call may have an odd count.
    public mutating func add(_ octets: Span<UInt8>) {
        var index = 0
        while index + 1 < octets.count {
            sum &+= UInt64(octets[index]) << 8 | UInt64(octets[index + 1])
            index += 2
        }
        if index < octets.count { sum &+= UInt64(octets[index]) << 8 }
    }

    /// The checksum field's value; 0 if what was added has its right checksum in it.
    public var value: UInt16 {
        var folded = sum
        while folded > 0xffff { folded = (folded & 0xffff) + (folded >> 16) }
        return ~UInt16(truncatingIfNeeded: folded)
    }

    private mutating func add(_ address: UInt128) {
        var rest = address
        while rest != 0 {
            sum += UInt64(truncatingIfNeeded: rest & 0xffff_ffff)
            rest >>= 32
        }
    }
}
