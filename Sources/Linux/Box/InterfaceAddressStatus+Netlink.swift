import CNetlinkRoute
import Core
import Management

extension InterfaceAddressStatus {
    /// Reads a message of the kernel (RTM_NEWADDR); `nil` for any other.
    static func read(
        _ header: UnsafeMutablePointer<nlmsghdr>
    ) -> (interface: UInt32, status: InterfaceAddressStatus)? {
        unsafe NetlinkObject.with(header) { object in
            guard let record = unsafe AddressRecord(object, origin: 0) else { return nil }
            var status = InterfaceAddressStatus(
                address: record.address.address, prefixLength: record.address.prefixLength,
                states: states(record.flags))
            // All bits set stand for ever (RFC 4861 section 4.6.2).
            let valid = unsafe rtnl_addr_get_valid_lifetime(object)
            let preferred = unsafe rtnl_addr_get_preferred_lifetime(object)
            status.validLifetime = valid == .max ? nil : valid
            status.preferredLifetime = preferred == .max ? nil : preferred
            return (record.interface.rawValue, status)
        }
    }

    private static func states(_ flags: UInt32) -> [State] {
        let states: [(Int32, State)] = [
            (IFA_F_DADFAILED, .duplicate), (IFA_F_TENTATIVE, .tentative), (IFA_F_DEPRECATED, .deprecated),
            (IFA_F_TEMPORARY, .temporary),
        ]
        let all = states.filter { flags & UInt32($0.0) != 0 }.map(\.1)
        // The kernel leaves a duplicate tentative, for good.
        return all.contains(.duplicate) ? all.filter { $0 != .tentative } : all
    }
}
