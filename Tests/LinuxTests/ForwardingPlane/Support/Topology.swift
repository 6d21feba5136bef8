import CLinux
import Core
import Glibc

@testable import Linux

/// Four nodes in a row, each in a network namespace of its own: a correspondent, the home agent, the mobile node, and an
/// application behind it that has the home address.
///
/// This kernel may have no IPv6 tunnels, so that the mobile node's end is a forwarding plane as well: to it, the
/// correspondent is the one that is away, with the home agent as its care-of address.
final class Topology {
    static let homeAddress = "2001:db8:1::100"
    static let homeAgent = "2001:db8:1::1"
    static let careOfAddress = "2001:db8:a::5"
    static let correspondent = "2001:db8:c::9"

    let prefix = "haos-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    var correspondentNode: String { "\(prefix)-c" }
    var homeAgentNode: String { "\(prefix)-h" }
    var mobileNode: String { "\(prefix)-m" }
    var applicationNode: String { "\(prefix)-a" }
    private var nodes: [String] { [correspondentNode, homeAgentNode, mobileNode, applicationNode] }

    init() throws {
        for node in nodes {
            try run("ip netns add \(node)")
            try run("ip -n \(node) link set lo up")
            for setting in ["all.forwarding=1", "all.accept_dad=0", "default.accept_dad=0"] {
                try run("ip netns exec \(node) sysctl -qw net.ipv6.conf.\(setting)")
            }
        }
        try cable(correspondentNode, "c0", homeAgentNode, "wan0", "2001:db8:c::9/64", "2001:db8:c::1/64")
        try cable(homeAgentNode, "access0", mobileNode, "up0", "2001:db8:a::1/64", "2001:db8:a::5/64")
        try cable(mobileNode, "down0", applicationNode, "app0", "2001:db8:2::1/64", "2001:db8:2::2/64")
        for (node, command) in [
            (homeAgentNode, "address add \(Self.homeAgent)/128 dev lo"),
            (applicationNode, "address add \(Self.homeAddress)/128 dev lo"),
            (correspondentNode, "route add default via 2001:db8:c::1"),
            (mobileNode, "route add default via 2001:db8:a::1"),
            (mobileNode, "route add \(Self.homeAddress)/128 via 2001:db8:2::2"),
            (applicationNode, "route add default via 2001:db8:2::1 src \(Self.homeAddress)"),
        ] {
            try run("ip -n \(node) -6 \(command)")
        }
    }

    deinit {
        for node in nodes {
            try? run("ip netns del \(node)")
        }
    }

    /// Runs `body` with the calling thread in the namespace of a node.
    func on<Result>(_ node: String, _ body: () throws -> Result) throws -> Result {
        try withNetworkNamespace {
            let namespace = try FileDescriptor("open", for: node) {
                unsafe open("/run/netns/\(node)", O_RDONLY | O_CLOEXEC)
            }
            try SystemCallError.check("setns", for: node) { setns(namespace.rawValue, haos_network_namespace) }
            return try body()
        }
    }

    /// A forwarding plane for the home agent, attached to both sides.
    func homeAgentPlane(_ method: ForwardingPlane.AttachmentMethod) throws -> ForwardingPlane {
        try plane(
            homeAgentNode, ["wan0", "access0"], method,
            HomeNetwork.tunnel(of: Self.homeAddress, to: Self.careOfAddress, from: Self.homeAgent))
    }

    /// A forwarding plane that is the mobile node's end of the tunnel.
    func mobileNodePlane(_ method: ForwardingPlane.AttachmentMethod) throws -> ForwardingPlane {
        try plane(
            mobileNode, ["up0", "down0"], method,
            HomeNetwork.tunnel(of: Self.correspondent, to: Self.homeAgent, from: Self.careOfAddress))
    }

    /// Gives the home agent a home link, on which nobody else is: the home address is on the link to its kernel.
    func addHomeLink(_ plane: ForwardingPlane) throws {
        try run("ip link add home0 netns \(homeAgentNode) type veth peer name home1 netns \(homeAgentNode)")
        try run("ip -n \(homeAgentNode) link set home0 address 02:00:00:00:00:01")
        for command in ["link set home1 up", "link set home0 up", "address add 2001:db8:1::ff/64 dev home0 nodad"] {
            try run("ip -n \(homeAgentNode) -6 \(command)")
        }
        try on(homeAgentNode) {
            let home = try interfaceIndex("home0")
            try plane.attach(to: home, kind: .ethernet(LinkLayerAddress(rawValue: 0x0200_0000_0001)))
            try plane.beginNeighborProxy(
                NeighborTarget(interface: home, address: .of(Self.homeAddress)), source: .of("2001:db8:1::ff"))
        }
    }

    /// A forwarding plane on a node, with one tunnel.
    func plane(
        _ node: String, _ interfaces: [String], _ method: ForwardingPlane.AttachmentMethod, _ tunnel: ForwardingEntry
    ) throws -> ForwardingPlane {
        try on(node) {
            let plane = try ForwardingPlane(maximumBindings: 8, method: method)
            try plane.setLocalAddresses([tunnel.homeAgentAddress], homeAgentAddresses: [tunnel.homeAgentAddress])
            for name in interfaces {
                try plane.attach(
                    to: interfaceIndex(name), kind: .ethernet(LinkLayerAddress(rawValue: 1)))
            }
            _ = plane.install(tunnel)
            return plane
        }
    }

    private func cable(
        _ left: String, _ leftName: String, _ right: String, _ rightName: String, _ leftAddress: String,
        _ rightAddress: String
    ) throws {
        try run("ip link add \(leftName) netns \(left) type veth peer name \(rightName) netns \(right)")
        for (node, name, address) in [(left, leftName, leftAddress), (right, rightName, rightAddress)] {
            try run("ip -n \(node) -6 address add \(address) dev \(name) nodad")
            try run("ip -n \(node) link set \(name) up")
        }
        // The kernel brings a queue up some time after the cable is in.
        let neighbor = rightAddress.prefix { $0 != "/" }
        let ping = "ping -q -c 1 -W 1 \(neighbor) >/dev/null"
        try run("ip netns exec \(left) timeout 20 sh -c 'until \(ping); do :; done'")
    }
}
