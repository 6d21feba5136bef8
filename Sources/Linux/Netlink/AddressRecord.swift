import CNetlinkRoute
import Core

/// An IPv6 address of an interface as one message of the kernel describes it (RTM_NEWADDR).
struct AddressRecord: Hashable, Sendable {
    var interface: InterfaceIndex
    var address: InterfaceAddress
    /// IFA_F_*.
    var flags: UInt32
    /// Who added it: IFA_PROTO, 0 if nobody said.
    var origin: UInt8

    /// Whether the address may be used: not while duplicate address detection runs, unless it is optimistic (RFC 4429),
    /// nor after it failed.
    var isUsable: Bool {
        !isDuplicate && (flags & UInt32(IFA_F_TENTATIVE) == 0 || flags & UInt32(IFA_F_OPTIMISTIC) != 0)
    }
    /// Whether another node on the link has it too (RFC 4862 section 5.4.5).
    var isDuplicate: Bool { flags & UInt32(IFA_F_DADFAILED) != 0 }
    /// Whether the kernel made it of a Router Advertisement.
    var isAutoconfigured: Bool { Int32(origin) == IFAPROT_KERNEL_RA }
}

extension AddressRecord {
    /// Reads libnl's object of type `struct rtnl_addr`; `nil` if it has no IPv6 address.
    init?(_ object: OpaquePointer, origin: UInt8) {
        guard let local = unsafe rtnl_addr_get_local(object), let address = unsafe IPv6Address(abstract: local) else {
            return nil
        }
        let length = unsafe nl_addr_get_prefixlen(local)
        interface = InterfaceIndex(rawValue: unsafe UInt32(bitPattern: rtnl_addr_get_ifindex(object)))
        self.address = InterfaceAddress(address: address, prefixLength: UInt8(truncatingIfNeeded: length))
        flags = unsafe rtnl_addr_get_flags(object)
        self.origin = origin
    }
}
