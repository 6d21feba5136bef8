import CLinux
import Core
import Glibc
import Testing

@testable import Linux

/// Groups that programs of a mobile node listen to while it is away (RFC 6275 section 11.3.4).
@Suite struct HomeGroupTests {
    private static let group = "ff1e::1234"

    /// A socket that listens to the group at the interface of home addresses.
    private static func listening(_ node: Roaming, port: UInt16 = 6000) throws -> UDPSocket {
        let socket = try UDPSocket(port: port)
        try socket.join(group, on: node.interface.index)
        return socket
    }

    private static func toGroup(
        _ payload: Int, _ destination: String = group, from source: String = Roaming.correspondent
    ) -> [UInt8] {
        Octets.udp(from: source, to: destination, payload: payload)
    }

    /// A general query of version 2, with Router Alert.
    private static func query(from source: String = "fe80::1") -> [UInt8] {
        let body: [UInt8] = [130, 0, 0, 0, 0, 1, 0, 0] + [UInt8](repeating: 0, count: 16) + [2, 125, 0, 0]
        let sum = Checksum.of(body, from: source, to: "ff02::1", protocol: 58)
        let message = body[..<2] + Octets.number(Int(sum), octets: 2) + body[4...]
        return Octets.ipv6(
            from: source, to: "ff02::1", next: 0, hopLimit: 1, [58, 0, 5, 2, 0, 0, 1, 0] + message)
    }

    /// The next report in the tunnel that is about the group.
    private static func report(_ capture: borrowing Capture) throws -> [UInt8] {
        let address = Octets.address(group)
        return Array(try capture.frame { isReport($0, about: address) }[14...])
    }

    /// Whether a frame has a tunnelled report whose first record is about a group.
    private static func isReport(_ frame: [UInt8], about group: [UInt8]) -> Bool {
        guard frame.count >= 130, frame[20] == 41, frame[60] == 0, frame[102] == 143 else { return false }
        return Array(frame[114..<130]) == group
    }

    @Test("A program joins: the report leaves through the tunnel, from the home address, with a right checksum")
    func reports() throws {
        try Roaming.with { node in
            let capture = try node.capture()
            let socket = try Self.listening(node)
            let packet = try Self.report(capture)
            #expect(Array(packet[8..<40]) == Octets.address(Roaming.careOf) + Octets.address(Roaming.homeAgent))
            let inner = Array(packet[40...])
            #expect(Array(inner[8..<40]) == Octets.address(Roaming.home) + Octets.address("ff02::16"))
            #expect(inner[7] == 1 && Array(inner[40..<48]) == [58, 0, 5, 2, 0, 0, 1, 0])
            let upper = Octets.ipv6(from: Roaming.home, to: "ff02::16", next: 58, Array(inner[48...]))
            #expect(Checksum.isRight(in: upper))
            _ = consume socket
        }
    }

    @Test("What the home agent sends to the group reaches the program")
    func receives() throws {
        try Roaming.with { node in
            let socket = try Self.listening(node)
            node.deliver(Roaming.tunnelled(Self.toGroup(33)))
            try #expect(socket.receive().count == 33)
            #expect(node.base.takeAll().isEmpty, "nobody asks for a direct way to who sends to a group")
        }
    }

    @Test("A question of the home agent is answered")
    func queries() throws {
        try Roaming.with { node in
            let socket = try Self.listening(node)
            let capture = try node.capture()
            _ = try Self.report(capture)
            _ = try Self.report(capture)
            node.deliver(Roaming.tunnelled(Self.query()))
            _ = try Self.report(capture)
            _ = consume socket
        }
    }

    @Test("Nobody else's, nothing of the link but questions, and nothing without a registration")
    func others() throws {
        try Roaming.with { node in
            let socket = try Self.listening(node)
            node.deliver(Roaming.tunnelled(Self.toGroup(1), from: Roaming.correspondent))
            node.deliver(Roaming.tunnelled(Self.toGroup(2, "ff02::1")))
            node.deliver(Roaming.tunnelled(Self.toGroup(3, from: "fe80::9")))
            node.deliver(Roaming.tunnelled(Self.query(from: Roaming.correspondent)))
            let advertisement = Octets.icmpv6(
                from: Roaming.homeAgent, to: Self.group, type: 136, hopLimit: 255,
                [0x20, 0, 0, 0] + Octets.address(Roaming.homeAgent))
            node.deliver(Roaming.tunnelled(advertisement))
            node.deliver(Array(Roaming.tunnelled(Self.toGroup(4)).dropLast(8)))
            node.deliver(Roaming.tunnelled(Self.toGroup(5)))
            try #expect(socket.receive().count == 5)
            #expect(node.base.counters()[.mobileTunnelNotForHome] == 4)
            #expect(node.base.counters()[.mobileTunnelInnerMalformed] == 1)
            try node.plane.endTunnel(homeAddress: .of(Roaming.home))
            node.deliver(Roaming.tunnelled(Self.toGroup(6)))
            try node.plane.beginTunnel(Roaming.tunnel())
            node.deliver(Roaming.tunnelled(Self.toGroup(7)))
            try #expect(socket.receive().count == 7)
        }
    }

    @Test("What a program sends to a group goes through the tunnel; to one of a link, nowhere")
    func sends() throws {
        try Roaming.with { node in
            let capture = try node.capture()
            let socket = try UDPSocket(Roaming.home)
            try socket.sendToGroups(by: node.interface.index)
            try socket.send(16, to: Self.group)
            let inner = Array(try capture.frame { $0[20] == 41 && $0[60] == 17 }[54...])
            #expect(Array(inner[8..<40]) == Octets.address(Roaming.home) + Octets.address(Self.group))
            try socket.send(16, to: "ff02::1234")
            #expect(node.counted[.mobileDestinationNotRoutable] == 1)
        }
    }

    @Test("At home it goes to the group on the home link")
    func atHome() throws {
        try Roaming.with { node in
            let capture = try node.capture()
            try node.plane.endTunnel(homeAddress: .of(Roaming.home))
            try node.place(.atHome(node.link, router: .of(Roaming.router), detectsDuplicates: false))
            let socket = try UDPSocket(Roaming.home)
            try socket.sendToGroups(by: node.interface.index)
            try socket.send(16, to: Self.group)
            let frame = try capture.frame { $0[20] == 17 }
            #expect(Array(frame[..<6]) == [0x33, 0x33, 0, 0, 0x12, 0x34])
        }
    }

    @Test("Of two home addresses the first that has a tunnel listens")
    func severalHomes() throws {
        try Roaming.with { node in
            let other = try IPv6Address.of("2001:db8:1::200")
            try node.plane.place(InterfaceAddress(address: other, prefixLength: 64), at: .abroad)
            var tunnel = try Roaming.tunnel()
            tunnel.homeAddress = other
            try node.plane.beginTunnel(tunnel)
            let capture = try node.capture()
            let socket = try Self.listening(node)
            try #expect(Array(Self.report(capture)[48..<64]) == Octets.address(Roaming.home))
            try node.plane.endTunnel(homeAddress: .of(Roaming.home))
            // The program leaves, which is said as well.
            _ = consume socket
            try #expect(Array(Self.report(capture)[48..<64]) == other.octets)
        }
    }
}

extension UDPSocket {
    /// Listens to a group.
    fileprivate func join(_ group: String, on interface: InterfaceIndex) throws {
        try set(IPV6_JOIN_GROUP, to: IPv6MembershipRequest(.of(group), on: interface))
    }

    /// Sends what is for groups by an interface.
    fileprivate func sendToGroups(by interface: InterfaceIndex) throws {
        try set(IPV6_MULTICAST_IF, to: interface.rawValue)
    }
}
