/// Multicast Listener Query (RFC 3810 section 5.1; RFC 2710 section 3 for the form that ends with the address).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Type=130   |      Code     |           Checksum            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Maximum Response Code      |           Reserved            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                  Multicast Address (16 octets)                |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | Resv  |S| QRV |     QQIC      |     Number of Sources         |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                        Source Addresses                       |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct MulticastListenerQuery: Hashable, Sendable {
    /// What version 2 adds.
    public struct Version2: Hashable, Sendable {
        /// S: routers that hear the query do not shorten their timers.
        public var suppressesRouters: Bool
        /// QRV, 0 to 7: how often the querier expects things to be said; 0 for more than 7.
        public var robustness: UInt8
        /// QQIC: how long it is to the next query, as `FloatingPointCode.interval` has it, of seconds.
        public var intervalCode: UInt8
        /// Whose packets are asked about; none for all.
        public var sources: [IPv6Address]

        /// Describes what version 2 adds.
        public init(
            suppressesRouters: Bool = false, robustness: UInt8, intervalCode: UInt8, sources: [IPv6Address] = []
        ) {
            self.suppressesRouters = suppressesRouters
            self.robustness = robustness
            self.intervalCode = intervalCode
            self.sources = sources
        }
    }

    /// How long answers may wait, in milliseconds; from 32768 on it is a floating-point code in version 2.
    public var maximumResponseCode: UInt16
    /// The group that is asked about; `::` for all.
    public var group: IPv6Address
    /// `nil` in a query of version 1.
    public var version2: Version2?

    /// Makes a message.
    public init(maximumResponseCode: UInt16, group: IPv6Address, version2: Version2?) {
        self.maximumResponseCode = maximumResponseCode
        self.group = group
        self.version2 = version2
    }
}

extension MulticastListenerQuery: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .multicastListenerQuery }
    static var codes: ClosedRange<UInt8> { 0...255 }
    static var fixedLength: Int { 24 }

    /// The version is told by the length alone (RFC 3810 section 8.1).
    init(parsing octets: Span<UInt8>) throws(WireError) {
        self.init(maximumResponseCode: try octets.integer(at: 4), group: try octets.address(at: 8), version2: nil)
        if octets.count == Self.fixedLength { return }
        guard octets.count >= 28 else { throw WireError(.messageLength, offset: octets.count) }
        let sources = try octets.addresses(at: 28, count: Int(try octets.integer(at: 26, as: UInt16.self)))
        version2 = Version2(
            suppressesRouters: octets[24] & 8 != 0, robustness: octets[24] & 7, intervalCode: octets[25],
            sources: sources)
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(maximumResponseCode)
        writer.append(0 as UInt16)
        writer.append(group)
        guard let version2 else { return }
        let sources = version2.sources.prefix(Int(UInt16.max))
        writer.append((version2.suppressesRouters ? 8 : 0) | version2.robustness & 7)
        writer.append(version2.intervalCode)
        writer.append(UInt16(sources.count))
        for source in sources { writer.append(source) }
    }
}
