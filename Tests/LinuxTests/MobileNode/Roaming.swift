import CLinux
import Core
import Glibc
import Testing

@testable import Linux

/// A mobile node of the tests on a foreign link: `home0` is its interface there, and `peer0`, the cable's other end, stands
/// for the network, as its router with the link-layer address `network`.
struct Roaming {
    static let home = "2001:db8:1::100"
    static let homeAgent = "2001:db8:1::1"
    static let careOf = "2001:db8:a::5"
    static let correspondent = "2001:db8:c::9"
    static let router = "fe80::2"
    static let network: [UInt8] = [0x02, 0, 0x5e, 0x10, 0, 2]

    let base: ForwardingPlane
    let plane: MobileNodePlane
    let interface: HomeAddressInterface
    let link: InterfaceIndex
    private let sender: PacketSender
    private let linkLayerAddress: LinkLayerAddress
    private let peer: InterfaceIndex

    /// Runs `body` on such a node, whose home address is abroad, with tunnel and entrance.
    static func with<Result>(
        method: ForwardingPlane.AttachmentMethod = .automatic, mtu: Int = 1500, _ body: (Roaming) throws -> Result
    ) throws -> Result {
        try withCable {
            let mac = network.map { String($0, radix: 16) }.joined(separator: ":")
            for command in [
                "ip link set peer0 address \(mac)", "ip link set home0 mtu \(mtu)",
                // What is captured has its checksum.
                "ethtool -K home0 tx off >/dev/null",
                "ip -6 address add \(careOf)/64 dev home0 nodad",
                "ip -6 neighbor add \(router) lladdr \(mac) dev home0 nud permanent",
                "ip -6 route add default via \(router) dev home0",
            ] {
                try run(command)
            }
            let node = try Roaming(method)
            try node.interface.fit([UInt32(mtu)])
            try node.place(.abroad)
            // The kernel receives for an address a moment after it has added it.
            try eventually { try run("ip -6 route show table local | grep -q '\(home) '") }
            try node.plane.beginTunnel(tunnel())
            try node.plane.openEntrance(entrance())
            return try body(node)
        }
    }

    private init(_ method: ForwardingPlane.AttachmentMethod) throws {
        let monitor = try LinkMonitor()
        _ = try monitor.synchronize()
        let description = try #require(monitor.link(named: "home0"))
        linkLayerAddress = try #require(description.link.linkLayerAddress)
        link = description.link.index
        peer = try interfaceIndex("peer0")
        sender = try PacketSender()
        base = try ForwardingPlane(maximumBindings: 8, method: method)
        plane = try MobileNodePlane(beside: base)
        interface = try HomeAddressInterface()
        try base.setLocalAddresses([.of(Self.home), .of(Self.careOf)], homeAgentAddresses: [])
        try base.setPolicy()
        try base.attach(to: link, kind: .ethernet(linkLayerAddress))
        try plane.attach(to: [link: .ethernet(linkLayerAddress)], home: interface.index)
    }

    static func address() throws -> InterfaceAddress { try .of("\(home)/64") }

    static func tunnel(_ link: InterfaceIndex? = nil) throws -> MobileTunnel {
        MobileTunnel(
            homeAddress: try .of(home), careOfAddress: try .of(careOf), homeAgentAddress: try .of(homeAgent),
            interface: try link ?? interfaceIndex("home0"), router: try .of(router))
    }

    static func entrance() throws -> TunnelEntrance {
        TunnelEntrance(
            homeAddress: try .of(home), careOfAddress: try .of(careOf), homeAgentAddress: try .of(homeAgent))
    }

    static func route(to peer: String = correspondent) throws -> MobileRoute {
        MobileRoute(
            key: MobileRouteKey(homeAddress: try .of(home), correspondent: try .of(peer)),
            careOfAddress: try .of(careOf), interface: try interfaceIndex("home0"), router: try .of(router))
    }

    /// In the order of the driver.
    func place(_ place: HomeAddressPlace) throws {
        try plane.place(Self.address(), at: place)
        try interface.place(Self.address(), at: place)
    }

    /// Lets a packet arrive from the network.
    func deliver(_ packet: [UInt8]) {
        #expect(
            sender.send(OutgoingPacket(octets: packet, delivery: .neighbor(peer, linkLayerAddress))) == .sent)
    }

    /// What the network gets of packets.
    func capture() throws -> Capture { try Capture(on: peer) }

    /// What the programs counted about mobile nodes, and what they dropped.
    var counted: [ForwardingCounter: UInt64] {
        base.counted.filter { $0.key.rawValue.hasPrefix("mobile") || $0.key.rawValue.hasPrefix("error") }
    }

    /// A packet in the home agent's tunnel.
    static func tunnelled(_ packet: [UInt8], from source: String = homeAgent) -> [UInt8] {
        Octets.ipv6(from: source, to: careOf, next: 41, packet)
    }
}

/// A UDP socket, of a program on the mobile node.
struct UDPSocket: ~Copyable {
    private let descriptor: FileDescriptor

    /// Binds it to an address, `::` for any.
    init(_ address: String = "::", port: UInt16 = 6000) throws {
        let descriptor = try FileDescriptor("socket", for: "testing") {
            socket(AF_INET6, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        }
        let name = SocketAddress(try .of(address), port: port)
        try SystemCallError.check("bind", for: "testing") {
            unsafe name.withPointer { unsafe bind(descriptor.rawValue, $0, $1) }
        }
        self.descriptor = descriptor
    }

    /// Sets an option of IPv6.
    func set(_ option: Int32, to value: some BitwiseCopyable) throws {
        try descriptor.setOption(IPPROTO_IPV6, option, to: value, for: "testing")
    }

    /// Sends so many octets, of 0, 1, 2 and so on; the number of `errno` if the kernel refuses.
    @discardableResult
    func send(_ count: Int, to address: String = Roaming.correspondent, port: UInt16 = 5000) throws -> Int32 {
        let octets = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let sent = unsafe SocketAddress(try .of(address), port: port).withPointer {
            unsafe sendto(descriptor.rawValue, octets, octets.count, 0, $0, $1)
        }
        return sent < 0 ? errno : 0
    }

    /// The octets of the next datagram.
    func receive() throws -> [UInt8] {
        try wait(for: "a datagram", on: descriptor.rawValue) {
            var octets = [UInt8](repeating: 0, count: 65_536)
            let count = unsafe recv(descriptor.rawValue, &octets, octets.count, 0)
            return count < 0 ? nil : Array(octets.prefix(count))
        }
    }
}
