import CNetlinkRoute
import Core
import Glibc

/// The interface of home addresses, and how what is sent from them gets there.
///
/// A home address is on the interface as long as it is wanted, wherever the node is, so that sockets bound to it stay.
/// The kernel routes everything from it to the interface, by a rule and a table of its own; there the eBPF programs take
/// over, who know where the node is. So a socket's route is the same at home and away. While a home address is abroad or
/// at home, it is what sockets without an address of their own get: the rule makes the kernel choose a source for that
/// route, and an address of the route's interface wins (RFC 6724 section 5, rule 5).
///
/// The interface ends with the daemon, however it ends; rules, and addresses on other interfaces, bear a mark
/// (`KernelMark`), by which the next daemon finds and removes them.
public final class HomeAddressInterface {
    /// Its name.
    public static let name = "mobile0"
    /// The routing table of home addresses.
    static let table: UInt32 = 13_600
    /// The priority of the rules, before those of the main table (32766).
    static let priority: UInt32 = 13_600
    /// No interface of IPv6 has a smaller one.
    private static let leastMTU: UInt32 = 1280
    /// Octets of the tunnel's header.
    private static let overhead: UInt32 = 40

    /// A home address, and where it is besides.
    private struct Placed: Equatable {
        var address: InterfaceAddress
        var place: HomeAddressPlace

        /// The interface of the home link, while the address is there.
        var homeLink: InterfaceIndex? {
            if case .atHome(let interface, _, _) = place { interface } else { nil }
        }
    }

    private let socket: NetlinkSocket
    private let interface: VirtualInterface
    private var placed: [IPv6Address: Placed] = [:]
    private var mtu: UInt32 = 0

    /// The kernel's number.
    public let index: InterfaceIndex

    /// Makes the interface.
    public init() throws(SystemFailure) {
        do throws(NetlinkError) {
            socket = try NetlinkSocket()
        } catch {
            throw .refused(error)
        }
        do throws(SystemCallError) {
            interface = try VirtualInterface(Self.name)
            index = unsafe InterfaceIndex(rawValue: if_nametoindex(Self.name))
            // Nothing lives there that could be asked: no link-local address, no router.
            for (name, value) in [
                ("disable_ipv6", "0"), ("addr_gen_mode", "1"), ("accept_ra", "0"), ("accept_dad", "0"),
            ] {
                try KernelSetting("net/ipv6/conf/\(Self.name)/\(name)").set(value)
            }
        } catch {
            throw .virtualInterface(error)
        }
        do throws(NetlinkError) {
            try socket.change(.set(index, up: true, name: Self.name))
            try socket.change(
                .addDefaultRoute(through: index, table: Self.table, origin: KernelMark.mobileOrigin))
        } catch {
            throw .refused(error)
        }
    }

    /// Removes what a daemon left that was killed.
    public static func removeLeftovers() throws(NetlinkError) {
        let socket = try NetlinkSocket()
        for object in try ListedObject.all(of: KernelMark.mobileOrigin) {
            // What went with the interface meanwhile is gone.
            try? socket.change(.remove(object))
        }
    }

    /// Leaves room for the tunnel's header on links of these MTUs.
    public func fit(_ mtus: some Sequence<UInt32>) throws(NetlinkError) {
        guard let least = mtus.min() else { return }
        let fitting = max(Self.leastMTU, least - min(least, Self.overhead))
        guard fitting != mtu else { return }
        try socket.change(.set(index, maximumTransmissionUnit: fitting, name: Self.name))
        mtu = fitting
    }

    /// Has a home address at a place.
    public func place(_ address: InterfaceAddress, at place: HomeAddressPlace) throws(NetlinkError) {
        let wanted = Placed(address: address, place: place)
        let former = placed[address.address]
        guard wanted != former else { return }
        if let former, former.homeLink != wanted.homeLink { try leaveHomeLink(former) }
        placed[address.address] = wanted
        let host = InterfaceAddress(address: address.address, prefixLength: 128)
        try socket.change(
            .put(
                host, on: index, name: Self.name, detectsDuplicates: false, place == .idle ? .deprecated : .preferred,
                origin: KernelMark.mobileOrigin))
        try add(rule(for: address.address, choosesSource: false))
        if case .atHome(let interface, _, let detectsDuplicates) = place, former?.homeLink != interface {
            try enterHomeLink(address, interface, detectsDuplicates: detectsDuplicates)
        }
        if place == .idle {
            remove(rule(for: address.address, choosesSource: true))
        } else {
            try add(rule(for: address.address, choosesSource: true))
        }
    }

    /// Has a home address no longer.
    public func remove(_ address: InterfaceAddress) throws(NetlinkError) {
        guard let former = placed.removeValue(forKey: address.address) else { return }
        remove(rule(for: address.address, choosesSource: true))
        remove(rule(for: address.address, choosesSource: false))
        try leaveHomeLink(former)
        try socket.remove(InterfaceAddress(address: address.address, prefixLength: 128), from: index)
    }

    /// Removes every home address. The interface ends with the value.
    public func removeAll() throws(NetlinkError) {
        for placed in placed.values { try remove(placed.address) }
    }

    /// Lets the kernel know a neighbor on a link that it must not ask for.
    public func learn(
        _ neighbor: IPv6Address, _ linkLayerAddress: LinkLayerAddress, on interface: InterfaceIndex
    ) throws(NetlinkError) {
        try socket.change(
            .learn(NeighborTarget(interface: interface, address: neighbor), at: linkLayerAddress))
    }

    private func rule(for address: IPv6Address, choosesSource: Bool) -> SourceRule {
        SourceRule(
            source: address, choosesSource: choosesSource, priority: Self.priority + (choosesSource ? 0 : 1),
            table: Self.table)
    }

    private func add(_ rule: SourceRule) throws(NetlinkError) {
        do throws(NetlinkError) {
            try socket.change(.add(rule, origin: KernelMark.mobileOrigin))
        } catch {
            guard error.code == EEXIST else { throw error }
        }
    }

    private func remove(_ rule: SourceRule) {
        // ENOENT if there is none.
        try? socket.change(.remove(rule, origin: KernelMark.mobileOrigin))
    }

    /// The kernel may have formed the address by itself meanwhile, and have found the home agent's answer for it: such
    /// an address stays unusable, unless it is removed.
    private func enterHomeLink(
        _ address: InterfaceAddress, _ interface: InterfaceIndex, detectsDuplicates: Bool
    ) throws(NetlinkError) {
        try socket.remove(address, from: interface)
        try socket.change(
            .put(
                address, on: interface, name: "the home link", detectsDuplicates: detectsDuplicates, .preferred,
                origin: KernelMark.mobileOrigin))
    }

    private func leaveHomeLink(_ placed: Placed) throws(NetlinkError) {
        guard let interface = placed.homeLink else { return }
        try socket.remove(placed.address, from: interface)
    }
}
