import CBPF
import Core

/// The forwarding plane of a mobile node: programs of its own, which share the maps of the forwarding plane.
///
/// They send what leaves from home addresses at the interface of these, and take what arrives for them at the interfaces
/// by which the node is attached to networks. Nothing of them stays when the value ends.
public final class MobileNodePlane {
    /// The program for the interface of home addresses.
    static let egressProgramName = "haos_mobile_egress"
    private static let programs: Set = ["haos_mobile_ethernet", "haos_mobile_layer3", egressProgramName]

    let plane: ForwardingPlane
    let object: ForwardingObject
    let homes: ForwardingMap<haos_ipv6_address, haos_mobile_home>
    let tunnels: ForwardingMap<haos_ipv6_address, haos_mobile_tunnel>
    let nextHops: ForwardingMap<haos_ipv6_address, haos_next_hop>
    let routes: ForwardingMap<haos_mobile_route_key, haos_mobile_route>
    let addresses: ForwardingMap<haos_mobile_address, UInt32>
    let entrances: ForwardingMap<haos_mobile_entrance, UInt32>
    let paths: ForwardingMap<haos_ipv6_address, haos_mobile_path>
    let associations: ForwardingMap<haos_mobile_association, haos_ipv6_address>
    let listener: ForwardingMap<UInt32, haos_mobile_listener>

    /// By interface; the programs of one that changes its kind are attached anew.
    private var attachments: [InterfaceIndex: (program: String, attachment: ForwardingAttachment)] = [:]
    /// The interface of home addresses.
    private(set) var homeInterface = InterfaceIndex(rawValue: 0)
    /// The home addresses, in the order in which they came.
    var homeAddresses: [IPv6Address] = []
    /// The tunnels that packets leave by, by home address.
    var ways: [IPv6Address: MobileTunnel] = [:]
    /// The tunnels that packets are taken from.
    var openEntrances: Set<TunnelEntrance> = []
    /// What is taken under ESP, by home address.
    var protectedArrivals: [IPv6Address: Set<ProtectedArrival>] = [:]
    /// The direct ways that are wanted; those to peers that are excluded are not in the map.
    var wantedRoutes: [MobileRouteKey: MobileRoute] = [:]
    /// Peers, or ports of theirs, that are always reached through the home agent.
    var exclusions: [RouteOptimizationExclusion] = []

    /// Loads the programs into the kernel.
    public init(beside plane: ForwardingPlane) throws(ForwardingPlaneError) {
        self.plane = plane
        object = try ForwardingObject(Self.programs, of: .mobile, sharing: plane.object)
        homes = try ForwardingMap("mobile_homes", in: object)
        tunnels = try ForwardingMap("mobile_tunnels", in: object)
        nextHops = try ForwardingMap("mobile_next_hops", in: object)
        routes = try ForwardingMap("mobile_routes", in: object)
        addresses = try ForwardingMap("mobile_addresses", in: object)
        entrances = try ForwardingMap("mobile_entrances", in: object)
        paths = try ForwardingMap("mobile_paths", in: object)
        associations = try ForwardingMap("mobile_associations", in: object)
        listener = try ForwardingMap("mobile_listener", in: object)
    }

    deinit {
        plane.tunnelEntrances = []
        for (_, attachment) in attachments.values { attachment.end() }
    }

    /// Takes packets for home addresses at exactly these interfaces, and what leaves from them at `home`.
    public func attach(
        to interfaces: [InterfaceIndex: ForwardingInterfaceKind], home: InterfaceIndex
    ) throws(ForwardingPlaneError) {
        homeInterface = home
        var wanted = interfaces.mapValues(\.mobileProgramName)
        wanted[home] = Self.egressProgramName
        for (index, (program, attachment)) in attachments where wanted[index] != program {
            attachment.end()
            attachments[index] = nil
        }
        for (index, name) in wanted where attachments[index] == nil {
            let program = try object.program(name)
            let programs =
                index == home ? ForwardingPrograms(mobileEgress: program) : ForwardingPrograms(mobileIngress: program)
            attachments[index] = (name, try ForwardingAttachment(programs, to: index, by: plane.method))
        }
    }

    /// Lets go of an interface, which is gone.
    public func detach(from index: InterfaceIndex) {
        attachments.removeValue(forKey: index)?.attachment.end()
    }

    func check(_ purpose: String, _ code: Int32) throws(ForwardingPlaneError) {
        try plane.check(purpose, code)
    }
}
