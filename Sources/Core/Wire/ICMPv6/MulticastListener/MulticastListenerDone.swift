/// Multicast Listener Done (RFC 2710 section 3), whose layout is that of a report: a node listens to a group no more.
public struct MulticastListenerDone: Hashable, Sendable {
    /// The group.
    public var group: IPv6Address

    /// Makes a message.
    public init(group: IPv6Address) {
        self.group = group
    }
}

extension MulticastListenerDone: ICMPv6MessageFormat {
    static var type: ICMPv6MessageType { .multicastListenerDone }
    static var codes: ClosedRange<UInt8> { 0...255 }
    static var fixedLength: Int { 24 }

    init(parsing octets: Span<UInt8>) throws(WireError) {
        self.init(group: try octets.address(at: 8))
    }

    func encodeBody(into writer: inout WireWriter) {
        writer.append(0 as UInt32)
        writer.append(group)
    }
}
