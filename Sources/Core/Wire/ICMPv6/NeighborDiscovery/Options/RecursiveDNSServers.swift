/// Recursive DNS Server option (RFC 8106 section 5.1).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Type=25   |     Length    |           Reserved            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                           Lifetime                            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// :            Addresses of IPv6 Recursive DNS Servers            :
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct RecursiveDNSServers: Hashable, Sendable {
    /// Seconds for which the servers may be used; `UInt32.max`: for ever.
    public var lifetime: UInt32
    /// The servers, 1 to 127.
    public let addresses: [IPv6Address]

    /// Makes an option; `nil` unless there are 1 to 127 addresses.
    public init?(lifetime: UInt32, addresses: [IPv6Address]) {
        guard (1...127).contains(addresses.count) else { return nil }
        self.lifetime = lifetime
        self.addresses = addresses
    }

    /// Reads an option of 8 octets or a multiple of them; `nil` unless it holds whole addresses.
    init?(parsing octets: Span<UInt8>) throws(WireError) {
        guard octets.count % 16 == 8 else { return nil }
        var addresses: [IPv6Address] = []
        for offset in stride(from: 8, to: octets.count, by: 16) {
            addresses.append(try octets.address(at: offset))
        }
        self.init(lifetime: try octets.integer(at: 4), addresses: addresses)
    }

    func encode(into writer: inout WireWriter) {
        writer.append(0 as UInt16)
        writer.append(lifetime)
        for address in addresses { writer.append(address) }
    }
}
