/// Octets that grow at their end, integers in network byte order.
public struct WireWriter: Sendable {
    /// What was written.
    public private(set) var octets: [UInt8] = []

    /// Makes a writer with room for `capacity` octets; it grows past them as needed.
    public init(capacity: Int = 0) {
        octets.reserveCapacity(max(0, capacity))
    }

    /// How many octets were written.
    public var count: Int { octets.count }

    /// Appends an integer, most significant octet first.
    public mutating func append<Integer: FixedWidthInteger & UnsignedInteger>(_ integer: Integer) {
        var shift = Integer.bitWidth
        while shift > 0 {
            shift -= 8
            octets.append(UInt8(truncatingIfNeeded: integer >> Integer(shift)))
        }
    }

    /// Appends the 16 octets of an address.
    public mutating func append(_ address: IPv6Address) {
        append(address.rawValue)
    }

    /// Appends octets as they are.
    public mutating func append(contentsOf more: some Sequence<UInt8>) {
        octets.append(contentsOf: more)
    }

    /// Appends `count` zero octets; none if `count` is negative.
    public mutating func appendZeros(_ count: Int) {
        octets.append(contentsOf: repeatElement(0, count: max(0, count)))
    }

    /// Writes over the octet at `offset`; there is no effect past the end.
    mutating func replace(at offset: Int, with octet: UInt8) {
        guard octets.indices.contains(offset) else { return }
        octets[offset] = octet
    }

    /// Writes over the two octets at `offset`; there is no effect unless both are there.
    mutating func replace(at offset: Int, with integer: UInt16) {
        guard offset >= 0, offset < octets.count - 1 else { return }
        octets[offset] = UInt8(truncatingIfNeeded: integer >> 8)
        octets[offset + 1] = UInt8(truncatingIfNeeded: integer)
    }
}
