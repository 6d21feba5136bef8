import CNetlinkRoute
import Core

/// What the kernel has at present, as far as `SystemState` is concerned.
struct KernelState {
    var links: [LinkRecord] = []
    /// Of all interfaces, whoever added them.
    var addresses: [AddressRecord] = []
    /// Those that this daemon, or an earlier run of it, added.
    var routes: [RouteRecord] = []

    /// Asks the kernel for all of it.
    init(from socket: NetlinkSocket) throws(NetlinkError) {
        var messages = try socket.dump(NetlinkRequest.dumpLinks)
        messages += try socket.dump(NetlinkRequest.dumpAddresses)
        messages += try socket.dump {
            NetlinkRequest.dumpRoutes(table: UInt8(RT_TABLE_MAIN.rawValue), origin: KernelMark.origin)
        }
        for message in messages {
            switch message {
            case .link(let record): links.append(record)
            case .address(let record): addresses.append(record)
            case .route(let record): routes.append(record)
            case .linkRemoved, .addressRemoved, .filter: break
            }
        }
    }

    /// For tests.
    init(links: [LinkRecord], addresses: [AddressRecord], routes: [RouteRecord]) {
        self.links = links
        self.addresses = addresses
        self.routes = routes
    }
}
