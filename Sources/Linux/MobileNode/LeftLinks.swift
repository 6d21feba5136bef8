import CNetlinkRoute
import Core
import Glibc

/// Has the kernel forget links that were left: it keeps what it has learned on a link when a carrier goes and comes.
public final class LeftLinks {
    private let socket: NetlinkSocket

    /// Opens a socket.
    public init() throws(NetlinkError) {
        socket = try NetlinkSocket()
    }

    /// Removes the routes by the link's routers, and those of the link's prefixes, and the addresses that were there.
    public func forget(_ link: LeftLink) throws(NetlinkError) {
        let listed = try unsafe ListedObject.all(.dumpRoutes(table: UInt8(RT_TABLE_MAIN.rawValue))) { header in
            unsafe NetlinkObject.with(header) { object in unsafe RouteRecord.records(object) }?
                .contains { $0.isOf(link) } ?? false
        }
        for route in listed {
            // A router's advertisement, or its end, may be faster.
            try? socket.change(.remove(route))
        }
        for address in link.addresses {
            try socket.remove(address, from: link.interface)
        }
    }
}

extension RouteRecord {
    /// Whether it leads to the link, or by its routers.
    fileprivate func isOf(_ link: LeftLink) -> Bool {
        guard interface == link.interface else { return false }
        if let nextHop { return link.routers.contains(nextHop) }
        return prefix.length < 128 && link.addresses.contains { $0.prefix == prefix && !$0.address.isLinkLocal }
    }
}
