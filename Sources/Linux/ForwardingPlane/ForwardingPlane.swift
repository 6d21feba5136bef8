import CBPF
import Core

/// The forwarding plane: the eBPF programs of BPF/, their maps, and where they are attached.
///
/// The programs do all work on packets: tunnelling to care-of addresses and back, direct ways between this node and mobile
/// nodes, answers to Neighbor Solicitations, and moving mobility packets to the daemon. This class loads them, attaches
/// them, and keeps their maps as the engine wants them. It works on the network namespace of the thread that made it, and
/// nothing of it stays when it ends.
public final class ForwardingPlane {
    /// How programs are attached.
    public enum AttachmentMethod: Sendable {
        /// Through tcx where the kernel has it (6.6), else through clsact.
        case automatic
        /// Through clsact.
        case clsact
    }

    /// An interface that programs are attached to.
    struct Interface {
        var kind: ForwardingInterfaceKind
        var attachment: ForwardingAttachment
    }

    /// The room for bindings when nothing else is said.
    public static let defaultMaximumBindings: UInt32 = 1 << 20

    let object: ForwardingObject
    /// By name.
    var latePrograms: [String: LateProgram] = [:]
    let bindings: ForwardingMap<haos_ipv6_address, haos_binding>
    let bindingCounters: ForwardingMap<haos_ipv6_address, haos_binding_counters>
    /// How many bindings there are at a care-of address.
    let careOfAddresses: ForwardingMap<haos_ipv6_address, UInt32>
    let directWays: ForwardingMap<haos_direct_way_key, haos_direct_way>
    let protectedReplies: ForwardingMap<haos_direct_way_key, haos_ipv6_address>
    let neighborProxies: ForwardingMap<haos_neighbor_target, haos_neighbor_proxy>
    let addressWatches: ForwardingMap<haos_neighbor_target, UInt32>
    let localAddressMap: ForwardingMap<haos_ipv6_address, haos_local_address>
    let groupMemberMap: ForwardingMap<haos_group_place, haos_ipv6_address>
    let interfaceMap: ForwardingMap<UInt32, haos_interface>
    let settingsMap: ForwardingMap<UInt32, haos_settings>
    let counterMap: CounterMap
    let puntedPackets: PuntedPackets
    let kernelNeighbors: KernelNeighbors

    /// Which sources share a bound is secret.
    let hashSeed = UInt64.random(in: 0...UInt64.max)
    let method: AttachmentMethod
    var interfaces: [InterfaceIndex: Interface] = [:]
    /// What is copied of router discovery, by interface.
    var routerMessages: [InterfaceIndex: RouterMessages] = [:]
    /// The members of groups, each at its place.
    var groupMembers: [GroupOnLink: [IPv6Address]] = [:]
    /// Packets that were given back to the programs; they cannot tell them from others.
    var reassembledPackets: UInt64 = 0
    /// Where this node's own home agents tunnel to, while it is a mobile node.
    var tunnelEntrances: Set<IPv6Address> = []
    /// This node's addresses, and what mobile nodes may do there.
    var localAddresses: [IPv6Address: LocalAddressUse] = [:]

    /// Loads the programs into the kernel, and removes what a daemon left attached that was killed.
    ///
    /// - Parameters:
    ///   - maximumBindings: the room for bindings, 1 and up.
    ///   - method: how programs are attached.
    /// - Throws: when the kernel refuses a program or a map.
    public init(
        maximumBindings: UInt32 = defaultMaximumBindings, method: AttachmentMethod = .automatic
    ) throws(ForwardingPlaneError) {
        object = try ForwardingObject(maximumBindings: maximumBindings)
        bindings = try ForwardingMap("bindings", in: object)
        bindingCounters = try ForwardingMap("binding_counters", in: object)
        careOfAddresses = try ForwardingMap("care_of_addresses", in: object)
        directWays = try ForwardingMap("direct_ways", in: object)
        protectedReplies = try ForwardingMap("protected_replies", in: object)
        neighborProxies = try ForwardingMap("neighbor_proxies", in: object)
        addressWatches = try ForwardingMap("address_watches", in: object)
        localAddressMap = try ForwardingMap("local_addresses", in: object)
        groupMemberMap = try ForwardingMap("group_members", in: object)
        interfaceMap = try ForwardingMap("interfaces", in: object)
        settingsMap = try ForwardingMap("settings", in: object)
        counterMap = try CounterMap(in: object)
        puntedPackets = try PuntedPackets(in: object)
        kernelNeighbors = try KernelNeighbors()
        self.method = method
        TrafficControl.removeStaleFilters()
    }

    deinit {
        for interface in interfaces.values {
            interface.attachment.end()
        }
    }

    /// Throws unless a map's answer is 0.
    func check(_ purpose: String, _ code: Int32) throws(ForwardingPlaneError) {
        guard code != 0 else { return }
        throw ForwardingPlaneError(purpose: purpose, code: code)
    }
}
