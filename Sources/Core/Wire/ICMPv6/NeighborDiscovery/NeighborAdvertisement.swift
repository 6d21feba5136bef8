/// Neighbor Advertisement (RFC 4861 section 4.4).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Type=136   |     Code=0    |          Checksum             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |R|S|O|                     Reserved                            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                   Target Address (16 octets)                  |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   Options ...
/// ```
public struct NeighborAdvertisement: Hashable, Sendable {
    /// What kind of advertisement it is.
    public struct Flags: OptionSet, Hashable, Sendable {
        /// The flags as in the first octet on the wire.
        public var rawValue: UInt8

        /// Takes flags as they are on the wire.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// R: the sender is a router.
        public static let router = Flags(rawValue: 0x80)
        /// S: the answer to a solicitation from the destination address.
        public static let solicited = Flags(rawValue: 0x40)
        /// O: a link-layer address that is known already is to be replaced.
        public static let override = Flags(rawValue: 0x20)

        /// All of the above; the other bits are reserved: not sent, ignored when received.
        static let defined = Flags(rawValue: 0xe0)
    }

    /// What kind of advertisement it is.
    public var flags: Flags
    /// The address that it is about.
    public var target: IPv6Address
    /// In their order.
    public var options: [NeighborDiscoveryOption]

    /// Makes a message.
    public init(flags: Flags, target: IPv6Address, options: [NeighborDiscoveryOption] = []) {
        self.flags = flags
        self.target = target
        self.options = options
    }
}

extension NeighborAdvertisement: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .neighborAdvertisement }
    static var fixedLength: Int { 24 }

    init(parsing octets: Span<UInt8>) throws(WireError) {
        self.init(
            flags: Flags(rawValue: octets[4]).intersection(.defined), target: try octets.address(at: 8),
            options: try NeighborDiscoveryOption.parse(octets, from: Self.fixedLength))
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(flags.intersection(.defined).rawValue)
        writer.appendZeros(3)
        writer.append(target)
        writer.append(options)
    }
}
