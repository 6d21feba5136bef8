import Core
import Glibc
import Testing

@testable import Linux

/// Everything is seen from the cable's other end: what leaves is what was handed over, octet by octet.
@Suite struct PacketSenderTests {
    private static let peerAddress = LinkLayerAddress(rawValue: 0x02_00_5e_10_00_02)

    private func withSender(_ body: (PacketSender, borrowing Capture, InterfaceIndex) throws -> Void) throws {
        try withCable {
            try run("ip link set peer0 address 02:00:5e:10:00:02; ip addr add fe80::2/64 dev peer0")
            try body(PacketSender(), Capture(on: interfaceIndex("peer0")), interfaceIndex("home0"))
        }
    }

    /// Duplicate address detection for a home address (RFC 6275 section 10.3.1): the source is `::`.
    @Test func aProbeLeavesWithoutASource() throws {
        try withSender { sender, capture, home in
            let probe = try TestPacket.icmp(
                from: "::", to: "ff02::1:ff00:100", 135, [0, 0, 0, 0] + TestPacket.octets(.of("2001:db8:1::100")))
            #expect(sender.send(OutgoingPacket(octets: probe, delivery: .link(home))) == .sent)
            let frame = try capture.frame(carrying: probe)
            #expect(frame.prefix(6).elementsEqual([0x33, 0x33, 0xff, 0x00, 0x01, 0x00]))
            #expect(frame[14 + 7] == 255)
        }
    }

    @Test func aProbeLeavesBeforeTheInterfaceHasAnAddress() throws {
        try withSender { sender, capture, home in
            try run("ip -6 addr flush dev home0")
            let probe = try TestPacket.icmp(
                from: "::", to: "ff02::1:ff00:100", 135, [0, 0, 0, 0] + TestPacket.octets(.of("2001:db8:1::100")))
            #expect(sender.send(OutgoingPacket(octets: probe, delivery: .link(home))) == .sent)
            _ = try capture.frame(carrying: probe)
        }
    }

    @Test func anAdvertisementForAnotherAddressLeavesAsItIs() throws {
        try withSender { sender, capture, home in
            // A source that the interface does not have: the home agent speaks for somebody else.
            let advertisement = try TestPacket.icmp(
                from: "2001:db8:1::100", to: "ff02::1", 136,
                [0x20, 0, 0, 0] + TestPacket.octets(.of("2001:db8:1::100")))
            #expect(sender.send(OutgoingPacket(octets: advertisement, delivery: .link(home))) == .sent)
            let frame = try capture.frame(carrying: advertisement)
            #expect(frame.prefix(6).elementsEqual([0x33, 0x33, 0, 0, 0, 1]))
        }
    }

    @Test func aNeighborIsResolvedForAPacketOntoTheLink() throws {
        try withSender { sender, capture, home in
            let packet = try TestPacket.icmp(
                from: "2001:db8:1::1", to: "fe80::2", 136, [0xe0, 0, 0, 0] + TestPacket.octets(.of("2001:db8:1::1")))
            #expect(sender.send(OutgoingPacket(octets: packet, delivery: .link(home))) == .sent)
            let frame = try capture.frame(carrying: packet)
            #expect(frame.prefix(6).elementsEqual([2, 0, 0x5e, 0x10, 0, 2]))
        }
    }

    @Test func aPacketForOneNeighborPassesNeighborDiscovery() throws {
        try withSender { sender, capture, home in
            let packet = try TestPacket.icmp(
                from: "2001:db8:1::1", to: "2001:db8:1::7777", 136, [UInt8](repeating: 0, count: 20))
            let target = LinkLayerAddress(rawValue: 0x0a_0b_0c_0d_0e_0f)
            #expect(sender.send(OutgoingPacket(octets: packet, delivery: .neighbor(home, target))) == .sent)
            let frame = try capture.frame(carrying: packet)
            #expect(frame.prefix(6).elementsEqual([0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f]))
        }
    }

    /// A Binding Acknowledgement's type 2 routing header goes to the care-of address by the routing table.
    @Test func aTypeTwoRoutingHeaderIsRoutedByTheCareOfAddress() throws {
        try withSender { sender, capture, _ in
            try run("ip addr add 2001:db8:f::1/64 dev home0; ip -6 route add 2001:db8:2::/48 via fe80::2 dev home0")
            let packet = try TestPacket.routed(from: "2001:db8:f::1", to: "2001:db8:2::99", home: "2001:db8:1::100")
            #expect(sender.send(OutgoingPacket(octets: packet, delivery: .routed)) == .sent)
            let frame = try capture.frame(carrying: packet)
            #expect(frame.prefix(6).elementsEqual([2, 0, 0x5e, 0x10, 0, 2]))
        }
    }

    /// Otherwise the home agent would take its own probes and advertisements for somebody else's.
    @Test func ownMulticastsAreNotHeard() throws {
        try withSender { sender, capture, home in
            let advertisement = try TestPacket.icmp(
                from: "fe80::1", to: "ff02::1", 134, [UInt8](repeating: 0, count: 12))
            func heard(_ name: String) throws -> Int {
                let counters = try readFile("/proc/thread-self/net/dev_snmp6/\(name)").split(separator: "\n")
                let line = try #require(counters.first { $0.hasPrefix("Icmp6InRouterAdvertisements") })
                return try #require(line.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) })
            }
            sender.send(OutgoingPacket(octets: advertisement, delivery: .link(home)))
            _ = try capture.frame(carrying: advertisement)
            #expect(try heard("peer0") == 1)
            #expect(try heard("home0") == 0)
        }
    }

    @Test func whatCannotBeSentIsRefusedAndCounted() throws {
        try withSender { sender, _, home in
            let whole = try TestPacket.icmp(from: "fe80::1", to: "fe80::2", 136, [UInt8](repeating: 0, count: 20))
            let deliveries: [OutgoingPacket.Delivery] = [
                .routed, .link(home), .neighbor(home, Self.peerAddress),
            ]
            for delivery in deliveries {
                for octets in [[], Array(whole.prefix(39))] {
                    let result = sender.send(OutgoingPacket(octets: octets, delivery: delivery))
                    #expect(throws: Never.self) { try requireRefusal(result) }
                }
            }
            let nowhere = InterfaceIndex(rawValue: 9999)
            for delivery in [OutgoingPacket.Delivery.link(nowhere), .neighbor(nowhere, Self.peerAddress)] {
                let result = sender.send(OutgoingPacket(octets: whole, delivery: delivery))
                #expect(throws: Never.self) { try requireRefusal(result) }
            }
            #expect(sender.statistics.refused == 8)
            #expect(sender.statistics.sent == 0)
        }
    }

    private func requireRefusal(_ result: SendResult) throws {
        guard case .refused = result else { throw Timeout(condition: "a refusal instead of \(result)") }
    }

    /// A queue that does not drain makes the sender drop, and go on; it never waits.
    @Test func aFullQueueDropsAndIsCounted() throws {
        try withSender { sender, _, home in
            try run("tc qdisc add dev home0 root tbf rate 8bit burst 1600 limit 3000")
            let packet = try TestPacket.icmp(from: "fe80::1", to: "fe80::2", 136, [UInt8](repeating: 0, count: 1000))
            let outgoing = OutgoingPacket(octets: packet, delivery: .neighbor(home, Self.peerAddress))
            for _ in 0..<20 { sender.send(outgoing) }
            #expect(sender.statistics.congested >= 15)
            #expect(sender.statistics.refused == 0)
            #expect(sender.statistics.sent + sender.statistics.congested == 20)
        }
    }
}
