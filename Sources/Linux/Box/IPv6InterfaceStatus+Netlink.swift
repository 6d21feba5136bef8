import CNetlinkRoute
import Core
import Management

extension IPv6InterfaceStatus {
    /// Reads a message of the kernel (RTM_NEWLINK), without addresses and groups; `nil` for any other.
    static func read(
        _ header: UnsafeMutablePointer<nlmsghdr>
    ) -> (index: UInt32, status: IPv6InterfaceStatus)? {
        unsafe NetlinkObject.with(header) { link in
            let record = unsafe LinkRecord(link)
            var status = IPv6InterfaceStatus(name: record.name)
            status.isEnabled = record.isUp
            status.isRunning = record.isRunning
            if let settings = unsafe settings(header) { unsafe status.take(settings) }
            return (record.index.rawValue, status)
        }
    }

    /// What the message says of IPv6: the attributes in IFLA_AF_SPEC, which libnl keeps to itself.
    private static func settings(_ header: UnsafeMutablePointer<nlmsghdr>) -> UnsafeMutablePointer<nlattr>? {
        let families = unsafe nlmsg_find_attr(header, Int32(MemoryLayout<ifinfomsg>.size), Int32(IFLA_AF_SPEC))
        return unsafe families.flatMap { unsafe find(AF_INET6, in: $0) }
    }

    private mutating func take(_ settings: UnsafeMutablePointer<nlattr>) {
        if let attribute = unsafe Self.find(Int32(IFLA_INET6_CONF), in: settings) {
            let count = unsafe Int(nla_len(attribute)) / MemoryLayout<UInt32>.size
            let values = (0..<count).map {
                unsafe nla_data(attribute).loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)
            }
            let value: (Int) -> UInt32 = { values.indices.contains($0) ? values[$0] : 0 }
            hasIPv6 = value(DEVCONF_DISABLE_IPV6) == 0
            forwards = value(DEVCONF_FORWARDING) != 0
            hopLimit = value(DEVCONF_HOPLIMIT)
            maximumTransmissionUnit = value(DEVCONF_MTU6)
            // A router listens only if it is told to by 2.
            acceptsRouterAdvertisements = value(DEVCONF_ACCEPT_RA) > (forwards ? 1 : 0)
            duplicateAddressDetectionAttempts =
                value(DEVCONF_ACCEPT_DAD) == 0 ? 0 : value(DEVCONF_DAD_TRANSMITS)
        }
        if let attribute = unsafe Self.find(Int32(IFLA_INET6_CACHEINFO), in: settings),
            unsafe Int(nla_len(attribute)) >= MemoryLayout<ifla_cacheinfo>.size
        {
            let times = unsafe nla_data(attribute).loadUnaligned(as: ifla_cacheinfo.self)
            reachableTime = times.reachable_time
            retransmissionInterval = times.retrans_time
        }
    }

    private static func find(
        _ kind: Int32, in attribute: UnsafeMutablePointer<nlattr>
    ) -> UnsafeMutablePointer<nlattr>? {
        let content = unsafe nla_data(attribute).assumingMemoryBound(to: nlattr.self)
        return unsafe nla_find(content, nla_len(attribute), kind)
    }
}
