import Core

/// `struct ipv6_mreq`, which Swift can not pass on, for there is a union in it.
struct IPv6MembershipRequest: BitwiseCopyable {
    /// As it is on the wire.
    private let high: UInt64
    private let low: UInt64
    private let interface: UInt32

    init(_ address: IPv6Address, on interface: InterfaceIndex) {
        high = UInt64(truncatingIfNeeded: address.rawValue >> 64).bigEndian
        low = UInt64(truncatingIfNeeded: address.rawValue).bigEndian
        self.interface = interface.rawValue
    }
}
