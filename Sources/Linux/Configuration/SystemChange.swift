import Core
import Glibc

/// One step towards a `SystemState`.
enum SystemChange: Hashable {
    case removeRoute(RouteRecord, StaticRoute)
    case removeAddress(InterfaceAddress, InterfaceIndex, name: String)
    /// Sets an interface up or down.
    case setInterface(InterfaceIndex, up: Bool, name: String)
    case addAddress(InterfaceAddress, InterfaceIndex, name: String)
    case addRoute(RouteRecord, StaticRoute)
}

extension SystemChange {
    /// Makes the change; one that the kernel finds made already is fine.
    func perform(with socket: NetlinkSocket) throws(NetlinkError) {
        do throws(NetlinkError) {
            try socket.change(request)
        } catch {
            guard harmless.contains(error.code) else { throw error }
        }
    }

    private var request: NetlinkRequest {
        switch self {
        case .removeRoute(let record, let route):
            .remove(record, describedAs: "\(route)", metric: KernelMark.metric, origin: KernelMark.origin)
        case .removeAddress(let address, let interface, let name):
            .remove(address, from: interface, name: name)
        case .setInterface(let interface, let isUp, let name):
            .set(interface, up: isUp, name: name)
        case .addAddress(let address, let interface, let name):
            .add(address, to: interface, name: name, origin: KernelMark.origin)
        case .addRoute(let record, let route):
            .add(record, describedAs: "\(route)", metric: KernelMark.metric, origin: KernelMark.origin)
        }
    }

    /// Answers, as numbers of `errno`, that mean there was nothing to do.
    private var harmless: Set<Int32> {
        switch self {
        case .addAddress, .addRoute: [EEXIST]
        case .removeAddress, .removeRoute: [EADDRNOTAVAIL, ESRCH, ENODEV]
        case .setInterface: []
        }
    }
}
