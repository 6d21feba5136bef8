import CNetlinkRoute
import Core

/// What a message of the kernel's routing socket says (rtnetlink(7)), as far as it matters here.
enum NetlinkMessage: Hashable, Sendable {
    case link(LinkRecord)
    case linkRemoved(InterfaceIndex)
    case address(AddressRecord)
    case addressRemoved(AddressRecord)
    case route(RouteRecord)
    /// A filter of a queueing discipline.
    case filter
}

extension NetlinkMessage {
    /// Reads a message whose header is given, and the object that libnl made of it.
    static func read(_ object: OpaquePointer, _ header: UnsafeMutablePointer<nlmsghdr>) -> [NetlinkMessage] {
        switch unsafe Int(header.pointee.nlmsg_type) {
        case RTM_NEWLINK:
            return unsafe isWholeLink(header) ? [.link(LinkRecord(object))] : []
        case RTM_DELLINK:
            return unsafe isLink(header) ? [.linkRemoved(LinkRecord(object).index)] : []
        case RTM_NEWADDR:
            return unsafe AddressRecord(object, origin: origin(header)).map { [.address($0)] } ?? []
        case RTM_DELADDR:
            return unsafe AddressRecord(object, origin: origin(header)).map { [.addressRemoved($0)] } ?? []
        case RTM_NEWROUTE:
            return unsafe RouteRecord.records(object).map { .route($0) }
        case RTM_NEWTFILTER:
            return [.filter]
        default:
            return []
        }
    }

    /// False for what a bridge says of its ports: such a message tells of a port, not of the interface.
    private static func isLink(_ header: UnsafeMutablePointer<nlmsghdr>) -> Bool {
        // Not the family of libnl's object, which is that of bridges for a bridge itself.
        guard unsafe nlmsg_datalen(header) >= Int32(MemoryLayout<ifinfomsg>.size) else { return false }
        return unsafe nlmsg_data(header).load(as: ifinfomsg.self).ifi_family == AF_UNSPEC
    }

    /// False, too, for wireless events, which come without most of the interface's properties.
    private static func isWholeLink(_ header: UnsafeMutablePointer<nlmsghdr>) -> Bool {
        let mtu = unsafe nlmsg_find_attr(header, Int32(MemoryLayout<ifinfomsg>.size), Int32(IFLA_MTU))
        return unsafe mtu != nil && isLink(header)
    }

    /// libnl 3.7 passes over this attribute.
    private static func origin(_ header: UnsafeMutablePointer<nlmsghdr>) -> UInt8 {
        let attribute = unsafe nlmsg_find_attr(header, Int32(MemoryLayout<ifaddrmsg>.size), Int32(IFA_PROTO))
        return unsafe attribute.map { unsafe nla_get_u8($0) } ?? 0
    }
}
