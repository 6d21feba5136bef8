/// What a node says of one group in a report of version 2 (RFC 3810 section 5.2).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  Record Type  |  Aux Data Len |     Number of Sources         |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                  Multicast Address (16 octets)                |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                       Source Addresses                        .
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                        Auxiliary Data                         .
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct MulticastAddressRecord: Hashable, Sendable {
    /// What is said (IANA: Multicast Listener Discovery Version 2 record types).
    public struct Kind: RawRepresentable, Hashable, Sendable {
        /// The number; unknown ones are ignored.
        public var rawValue: UInt8

        /// Names a kind by its number.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// MODE_IS_INCLUDE: the node listens to the sources that are named.
        public static let modeIsInclude = Kind(rawValue: 1)
        /// MODE_IS_EXCLUDE: it listens to all but those.
        public static let modeIsExclude = Kind(rawValue: 2)
        /// CHANGE_TO_INCLUDE_MODE: from now on it listens to those.
        public static let changeToInclude = Kind(rawValue: 3)
        /// CHANGE_TO_EXCLUDE_MODE: from now on it listens to all but those.
        public static let changeToExclude = Kind(rawValue: 4)
        /// ALLOW_NEW_SOURCES: it listens to those too.
        public static let allowNewSources = Kind(rawValue: 5)
        /// BLOCK_OLD_SOURCES: it listens to those no more.
        public static let blockOldSources = Kind(rawValue: 6)
    }

    /// What is said.
    public var kind: Kind
    /// Of which group.
    public var group: IPv6Address
    /// Of which sources.
    public var sources: [IPv6Address]

    /// Describes what a node says of a group.
    public init(_ kind: Kind, of group: IPv6Address, sources: [IPv6Address] = []) {
        self.kind = kind
        self.group = group
        self.sources = sources
    }
}

extension MulticastAddressRecord {
    private static let fixedLength = 20

    /// Reads the record at `offset`, which moves on to the next one. Auxiliary data, of which no kind is defined, are
    /// skipped (RFC 3810 section 5.2.10).
    init(parsing octets: Span<UInt8>, at offset: inout Int) throws(WireError) {
        try octets.require(offset + Self.fixedLength)
        let count = Int(try octets.integer(at: offset + 2, as: UInt16.self))
        self.init(
            Kind(rawValue: octets[offset]), of: try octets.address(at: offset + 4),
            sources: try octets.addresses(at: offset + Self.fixedLength, count: count))
        let end = offset + Self.fixedLength + 16 * count + 4 * Int(octets[offset + 1])
        try octets.require(end)
        offset = end
    }

    func encode(into writer: inout WireWriter) {
        let sources = sources.prefix(Int(UInt16.max))
        writer.append(contentsOf: [kind.rawValue, 0])
        writer.append(UInt16(sources.count))
        writer.append(group)
        for source in sources { writer.append(source) }
    }
}

extension Span where Element == UInt8 {
    /// So many addresses from `offset` on; throws `truncated`, before any memory is taken, if they are not all there.
    func addresses(at offset: Int, count: Int) throws(WireError) -> [IPv6Address] {
        try require(offset + 16 * count)
        var addresses: [IPv6Address] = []
        addresses.reserveCapacity(count)
        for index in 0..<count { addresses.append(try address(at: offset + 16 * index)) }
        return addresses
    }
}
