/// Multicast Listener Report of version 2 (RFC 3810 section 5.2).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Type=143   |    Reserved   |           Checksum            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |           Reserved            | Number of Address Records     |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                   Multicast Address Records                   .
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct MulticastListenerReportVersion2: Hashable, Sendable {
    /// In their order.
    public var records: [MulticastAddressRecord]

    /// Makes a message.
    public init(records: [MulticastAddressRecord]) {
        self.records = records
    }
}

extension MulticastListenerReportVersion2: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .multicastListenerReportVersion2 }
    static var codes: ClosedRange<UInt8> { 0...255 }
    static var fixedLength: Int { 8 }

    /// What follows the records is ignored (RFC 3810 section 5.2.11).
    init(parsing octets: Span<UInt8>) throws(WireError) {
        let count: UInt16 = try octets.integer(at: 6)
        var records: [MulticastAddressRecord] = []
        var offset = Self.fixedLength
        for _ in 0..<count {
            records.append(try MulticastAddressRecord(parsing: octets, at: &offset))
        }
        self.init(records: records)
    }

    func encodeBody(into writer: inout WireWriter) {
        let records = records.prefix(Int(UInt16.max))
        writer.append(0 as UInt16)
        writer.append(UInt16(records.count))
        for record in records { record.encode(into: &writer) }
    }
}
