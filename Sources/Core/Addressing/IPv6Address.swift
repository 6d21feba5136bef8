/// An IPv6 address (RFC 4291), one 128-bit number in network order of significance.
public struct IPv6Address: Hashable, Sendable {
    /// The address as a number: `2001:db8::1` is `0x20010db8_00000000_00000000_00000001`.
    public var rawValue: UInt128

    /// Makes an address of its number.
    public init(rawValue: UInt128) {
        self.rawValue = rawValue
    }

    /// Makes an address of its octets as they are on the wire; `nil` unless they are 16.
    public init?(octets: some Collection<UInt8>) {
        guard octets.count == 16 else { return nil }
        rawValue = octets.reduce(0) { $0 << 8 | UInt128($1) }
    }

    /// The 16 octets as they are on the wire.
    public var octets: [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: rawValue >> UInt128(120 - 8 * $0)) }
    }

    /// The next greater address; `nil` for the greatest.
    var successor: IPv6Address? {
        rawValue == .max ? nil : IPv6Address(rawValue: rawValue + 1)
    }

    /// The low 64 bits (RFC 4291 section 2.5.1).
    public var interfaceIdentifier: UInt64 {
        UInt64(truncatingIfNeeded: rawValue)
    }
}

extension IPv6Address {
    /// `::`, no address at all.
    public static let unspecified = IPv6Address(rawValue: 0)
    /// `::1`.
    public static let loopback = IPv6Address(rawValue: 1)
    /// `ff02::1`, every node on a link.
    public static let allNodes = IPv6Address(rawValue: 0xff02 << 112 | 1)
    /// `ff02::2`, every router on a link.
    public static let allRouters = IPv6Address(rawValue: 0xff02 << 112 | 2)

    /// The link-local address `fe80::/64` with an interface identifier (RFC 4291 section 2.5.6).
    public static func linkLocal(interfaceIdentifier: UInt64) -> IPv6Address {
        IPv6Address(rawValue: 0xfe80 << 112 | UInt128(interfaceIdentifier))
    }

    /// The group that Neighbor Solicitations for this address go to, `ff02::1:ffXX:XXXX` (RFC 4291 section 2.7.1).
    public var solicitedNodeMulticast: IPv6Address {
        IPv6Address(rawValue: Self.solicitedNodePrefix | rawValue & 0xff_ffff)
    }

    private static let solicitedNodePrefix: UInt128 = 0xff02 << 112 | 0x1_ff00_0000
}

extension IPv6Address {
    /// Whether it is `::`.
    public var isUnspecified: Bool { rawValue == 0 }
    /// Whether it is `::1`.
    public var isLoopback: Bool { rawValue == 1 }
    /// Whether it is in `ff00::/8`.
    public var isMulticast: Bool { rawValue >> 120 == 0xff }
    /// Whether it is in `fe80::/10`.
    public var isLinkLocal: Bool { rawValue >> 118 == 0xfe80 >> 6 }
    /// Whether it is in `::ffff:0:0/96`, an IPv4 address in disguise (RFC 4291 section 2.5.5.2).
    public var isIPv4Mapped: Bool { rawValue >> 32 == 0xffff }
    /// Whether it is in `ff02::1:ff00:0/104`, the groups of `solicitedNodeMulticast`.
    public var isSolicitedNodeMulticast: Bool { rawValue >> 24 == Self.solicitedNodePrefix >> 24 }

    /// The scope of a multicast address, 0 to 15 (RFC 4291 section 2.7).
    private var multicastScope: UInt8 { UInt8(truncatingIfNeeded: rawValue >> 112) & 0xf }
    /// Whether it is a multicast address whose packets stay on their link.
    public var isLinkLocalMulticast: Bool { isMulticast && multicastScope <= 2 }
    /// Whether it is a multicast address of global scope, which the reserved scope f is taken for (RFC 4291 section 2.7).
    public var isGlobalMulticast: Bool { isMulticast && multicastScope >= 0xe }

    /// Whether it may be a home address or care-of address (RFC 6275 sections 6.1.7 and 6.3): unicast, and not `::`,
    /// `::1`, link-local, IPv4-mapped, or IPv4-compatible (`::/96`).
    public var isUnicastRoutable: Bool {
        !isMulticast && !isLinkLocal && !isIPv4Mapped && rawValue >> 32 != 0
    }
}

extension IPv6Address: Comparable {
    /// Orders addresses as numbers.
    public static func < (left: IPv6Address, right: IPv6Address) -> Bool {
        left.rawValue < right.rawValue
    }
}
