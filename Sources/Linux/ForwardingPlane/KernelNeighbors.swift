import CNetlinkRoute
import Core
import Glibc

/// The kernel's own table of neighbors.
struct KernelNeighbors {
    private let socket: NetlinkSocket

    init() throws(ForwardingPlaneError) {
        do {
            socket = try NetlinkSocket()
        } catch {
            throw ForwardingPlaneError(purpose: error.purpose, code: error.code)
        }
    }

    /// Forgets where a neighbor is; the kernel asks on the link when it needs to know again.
    func forget(_ neighbor: NeighborTarget) {
        // ENOENT is the usual answer, for the kernel seldom sends anything to a mobile node itself.
        try? socket.change(.forget(neighbor))
    }
}
