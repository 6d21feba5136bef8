import CNetlinkRoute
import Core
import Glibc
import Management

/// A neighbor as one message of the kernel describes it (RTM_NEWNEIGH).
struct NeighborRecord {
    var interface: InterfaceIndex
    var address: IPv6Address
    var linkLayerAddress: LinkLayerAddress?
    /// NUD_*.
    var state: Int32
    /// NTF_*.
    var flags: UInt32
    /// Seconds since it was known to be reachable.
    var age: UInt32

    /// Whether the kernel found the neighbor itself.
    var isLearned: Bool { state & (NUD_PERMANENT | NUD_NOARP) == 0 }

    /// Reads a message; `nil` for any other.
    static func read(_ header: UnsafeMutablePointer<nlmsghdr>) -> NeighborRecord? {
        unsafe NetlinkObject.with(header) { neighbor in
            guard let destination = unsafe rtnl_neigh_get_dst(neighbor),
                let address = unsafe IPv6Address(abstract: destination)
            else { return nil }
            return NeighborRecord(
                interface: InterfaceIndex(rawValue: unsafe UInt32(bitPattern: rtnl_neigh_get_ifindex(neighbor))),
                address: address,
                linkLayerAddress: unsafe rtnl_neigh_get_lladdr(neighbor).flatMap {
                    unsafe LinkLayerAddress(abstract: $0)
                },
                state: unsafe rtnl_neigh_get_state(neighbor), flags: unsafe rtnl_neigh_get_flags(neighbor),
                age: unsafe age(header))
        }
    }

    /// libnl keeps it to itself.
    private static func age(_ header: UnsafeMutablePointer<nlmsghdr>) -> UInt32 {
        let attribute = unsafe nlmsg_find_attr(header, Int32(MemoryLayout<ndmsg>.size), Int32(NDA_CACHEINFO))
        guard let attribute = unsafe attribute,
            unsafe Int(nla_len(attribute)) >= MemoryLayout<nda_cacheinfo>.size
        else { return 0 }
        let ticks = unsafe nla_data(attribute).loadUnaligned(as: nda_cacheinfo.self).ndm_confirmed
        return ticks / UInt32(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The neighbor as it is shown; `nil` for what the kernel only notes so as not to ask for it.
    func entry(onInterface name: String) -> NeighborEntry? {
        Self.states[state].map {
            NeighborEntry(
                address: address, linkLayerAddress: linkLayerAddress?.description, state: $0,
                isRouter: flags & UInt32(NTF_ROUTER) != 0, age: age, interface: name)
        }
    }

    /// Makes the kernel forget the neighbor; one that is gone already is fine.
    func forget(with socket: NetlinkSocket) throws(NetlinkError) {
        let neighbor = unsafe rtnl_neigh_alloc()
        defer { unsafe rtnl_neigh_put(neighbor) }
        let destination = AbstractAddress(address)
        unsafe rtnl_neigh_set_family(neighbor, AF_INET6)
        unsafe rtnl_neigh_set_ifindex(neighbor, Int32(bitPattern: interface.rawValue))
        unsafe rtnl_neigh_set_dst(neighbor, destination.pointer)
        var message: OpaquePointer?
        unsafe rtnl_neigh_build_delete_request(neighbor, 0, &message)
        do throws(NetlinkError) {
            try socket.change(unsafe NetlinkRequest("forgetting the neighbor \(address)", message))
        } catch {
            guard error.code == ENOENT else { throw error }
        }
    }

    private static let states: [Int32: NeighborEntry.State] = [
        NUD_INCOMPLETE: .incomplete, NUD_REACHABLE: .reachable, NUD_STALE: .stale, NUD_DELAY: .delay,
        NUD_PROBE: .probe, NUD_FAILED: .failed, NUD_PERMANENT: .permanent,
    ]
}
