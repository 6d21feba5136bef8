/// Multicast Listener Report of version 1 (RFC 2710 section 3): a node listens to a group.
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |    Type=131   |      Code     |           Checksum            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Maximum Response Delay    |           Reserved            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                  Multicast Address (16 octets)                |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct MulticastListenerReport: Hashable, Sendable {
    /// The group.
    public var group: IPv6Address

    /// Makes a message.
    public init(group: IPv6Address) {
        self.group = group
    }
}

extension MulticastListenerReport: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .multicastListenerReport }
    static var codes: ClosedRange<UInt8> { 0...255 }
    static var fixedLength: Int { 24 }

    /// What follows the address is for later versions (RFC 2710 section 3.7).
    init(parsing octets: Span<UInt8>) throws(WireError) {
        self.init(group: try octets.address(at: 8))
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(0 as UInt32)
        writer.append(group)
    }
}
