import Core
import Testing

@testable import Linux

/// Packets with a Home Address option for this node (RFC 6275 section 9.3.1), and such with a type 2 routing header.
@Suite struct HomeAddressOptionTests {
    private typealias Net = HomeNetwork

    private static let packet = Octets.udp(
        from: DirectWay.home, to: DirectWay.own, trafficClass: 0xb8, flowLabel: 0x777)
    private static let mobility: [UInt8] = [59, 1, 5, 0] + [UInt8](repeating: 0, count: 12)

    private static func unverified(_ source: String, _ destination: String, _ home: String) throws -> UnacceptablePacket
    {
        UnacceptablePacket(
            interface: Net.loopback, source: try .of(source), destination: try .of(destination),
            homeAddress: try .of(home))
    }

    private static func reports(_ plane: ForwardingPlane) -> [UnacceptablePacket] {
        plane.takeAll().compactMap { if case .homeAddressOptionUnverified(let packet) = $0 { packet } else { nil } }
    }

    @Test("To the kernel it comes from the home address, and is as if there had been no option")
    func accepted() throws {
        try DirectWay.withPlane { plane in
            let frame = Octets.ethernet(DirectWay.withOption(Self.packet))
            try expectPassed(plane, frame, as: Octets.ethernet(Self.packet))
            #expect(plane.counted == [.routeOptimizedPacketsReceived: 1])
            try #expect(
                plane.routeOptimizationUse(DirectWay.entry().key)
                    == RouteOptimizationUse(packetsReceived: 1, octetsReceived: UInt64(Self.packet.count)))
        }
    }

    @Test("The option is found among others, which stay; an option that is passed over takes its place")
    func amongOthers() throws {
        try DirectWay.withPlane { plane in
            let layouts: [([UInt8]) -> [UInt8]] = [
                { [0, 0, 0, 0, 0xc9, 16] + $0 + [4, 1, 3, 1, 3, 0, 0, 0] },
                { [0x1e, 10] + [UInt8](repeating: 5, count: 10) + [0xc9, 16] + $0 },
            ]
            for layout in layouts {
                let received = DirectWay.withOption(Self.packet, options: layout)
                let option = try #require(received.firstIndex(of: 0xc9))
                var expected = received
                expected[option] = 0x1e
                expected.replaceSubrange(8..<24, with: Octets.address(DirectWay.home))
                try expectPassed(plane, Octets.ethernet(received), as: Octets.ethernet(expected))
            }
        }
    }

    @Test("Options for every hop may come first, and the packet may be a fragment")
    func otherHeaders() throws {
        try DirectWay.withPlane { plane in
            var hopByHop = DirectWay.withOption(Self.packet)
            hopByHop.replaceSubrange(4..<7, with: Octets.number(hopByHop.count - 32, octets: 2) + [0])
            hopByHop.insert(contentsOf: [60, 0, 1, 4, 0, 0, 0, 0], at: 40)
            let verdict = try plane.receive(Octets.ethernet(hopByHop))
            #expect(verdict.action == .pass && verdict.packet[8..<24] == Self.packet[8..<24])
            #expect(verdict.packet[54] == 0x1e)
            let fragment = Octets.ipv6(
                from: DirectWay.home, to: DirectWay.own, next: 44, [17, 0, 5, 0xa8, 0, 0, 0, 1, 1, 2, 3, 4])
            try expectPassed(plane, Octets.ethernet(DirectWay.withOption(fragment)), as: Octets.ethernet(fragment))
        }
    }

    @Test(
        "Without a binding, with one to another place or for another address, it is dropped, and the daemon is told",
        arguments: [
            (DirectWay.careOf, DirectWay.own, "2001:db8:9::a"), (Net.secondCareOf, DirectWay.own, DirectWay.home),
            (DirectWay.careOf, Net.homeAgent, DirectWay.home), (Net.secondCareOf, Net.homeAgent, Net.mobile),
            (Net.mobileCareOf, Net.otherLocal, Net.mobile),
        ])
    func unverified(_ source: String, _ destination: String, _ home: String) throws {
        try DirectWay.withPlane { plane in
            let packet = Octets.udp(from: home, to: destination)
            let verdict = try plane.receive(Octets.ethernet(DirectWay.withOption(packet, careOf: source)))
            #expect(verdict.action == .drop)
            #expect(plane.counted == [.homeAddressNotBound: 1, .wayReportsPunted: 1])
            try #expect(Self.reports(plane) == [Self.unverified(source, destination, home)])
        }
    }

    @Test("A registration with this node is a binding too")
    func registered() throws {
        try DirectWay.withPlane { plane in
            let packet = Octets.udp(from: Net.mobile, to: Net.homeAgent)
            try expectPassed(
                plane, Octets.ethernet(DirectWay.withOption(packet, careOf: Net.mobileCareOf)),
                as: Octets.ethernet(packet))
        }
    }

    @Test("Addresses that are no node's are dropped in silence")
    func notRoutable() throws {
        try DirectWay.withPlane { plane in
            for home in ["::", "::1", "ff0e::1", "fe80::1"] {
                let packet = Octets.udp(from: home, to: DirectWay.own)
                try expectDropped(plane, Octets.ethernet(DirectWay.withOption(packet)), for: .homeAddressNotRoutable)
            }
            let multicast = DirectWay.withOption(Self.packet, careOf: "ff0e::1")
            try expectDropped(plane, Octets.ethernet(multicast), for: .homeAddressNotRoutable)
            #expect(plane.takeAll().isEmpty)
        }
    }

    @Test("Neighbor discovery from a home address is dropped")
    func neighborDiscovery() throws {
        try DirectWay.withPlane { plane in
            let advertisement = Octets.icmpv6(
                from: DirectWay.home, to: DirectWay.own, type: 136, hopLimit: 255,
                [0x40, 0, 0, 0] + Octets.address(Net.homeAgent))
            try expectDropped(
                plane, Octets.ethernet(DirectWay.withOption(advertisement)), for: .homeAddressOfNeighborDiscovery)
        }
    }

    @Test("ESP, AH and Mobility Headers are judged elsewhere, whatever binding there is")
    func verifiedOtherwise() throws {
        try DirectWay.withPlane { plane in
            for next: UInt8 in [50, 51] {
                let packet = Octets.ipv6(
                    from: "2001:db8:9::a", to: DirectWay.own, next: next, [UInt8](repeating: 7, count: 24))
                try expectUntouched(plane, Octets.ethernet(DirectWay.withOption(packet)))
            }
            let fragment = Octets.ipv6(
                from: "2001:db8:9::a", to: DirectWay.own, next: 44, [135, 0, 0, 1, 0, 0, 0, 1] + Self.mobility)
            try expectUntouched(plane, Octets.ethernet(DirectWay.withOption(fragment)))
            let update = Octets.ipv6(from: "2001:db8:9::a", to: DirectWay.own, next: 135, Self.mobility)
            let frame = DirectWay.withOption(update)
            try #expect(plane.receive(Octets.ethernet(frame)).action == .drop)
            #expect(plane.punted.map(\.octets) == [frame])
        }
    }

    @Test("An option that is not right is the kernel's, as are all while none are accepted")
    func kernels() throws {
        try DirectWay.withPlane { plane in
            let layouts: [([UInt8]) -> [UInt8]] = [
                { [1, 2, 0, 0, 0xc9, 15] + $0 },
                { [1, 10] + [UInt8](repeating: 0, count: 10) + [0xc9, 16] + $0.prefix(8) },
                { [0xc9, 17] + $0 + [0, 1, 1, 0] },
            ]
            for layout in layouts {
                try expectUntouched(plane, Octets.ethernet(DirectWay.withOption(Self.packet, options: layout)))
            }
            try plane.setPolicy()
            try expectUntouched(plane, Octets.ethernet(DirectWay.withOption(Self.packet)))
            try expectUntouched(
                plane, Octets.ethernet(DirectWay.withOption(Octets.udp(from: "2001:db8:9::a", to: DirectWay.own))))
        }
    }

    @Test("For others, it is theirs")
    func transit() throws {
        try DirectWay.withPlane { plane in
            try expectUntouched(
                plane, Octets.ethernet(DirectWay.withOption(Octets.udp(from: DirectWay.home, to: "2001:db8:e::1"))))
        }
    }

    @Test("What the daemon is told of has bounds, which take nothing from who registers")
    func bounds() throws {
        try DirectWay.withPlane { plane in
            var limits = RateLimits()
            (limits.bindingUpdates, limits.bindingUpdatesOfSource) = (1, 1)
            try plane.setPolicy(acceptsHomeAddresses: true, limits)
            for number in 1...50 {
                let packet = Octets.udp(from: "2001:db8:9::a:\(number)", to: DirectWay.own)
                try #expect(plane.receive(Octets.ethernet(DirectWay.withOption(packet))).action == .drop)
            }
            #expect(Self.reports(plane).count <= 2)
            #expect(plane.counters()[.homeAddressNotBound] == 50)
            #expect(plane.counters()[.wayReportsRateLimited] >= 48)
            let update = Octets.ipv6(from: DirectWay.home, to: DirectWay.own, next: 135, Self.mobility)
            _ = try plane.receive(Octets.ethernet(DirectWay.withOption(update)))
            #expect(plane.punted.count == 1)
        }
    }

    @Test("A type 2 routing header to this node is dropped in silence, used up or not", arguments: [0, 1] as [UInt8])
    func routingHeader(_ segmentsLeft: UInt8) throws {
        try DirectWay.withPlane { plane in
            let routing = [17, 2, 2, segmentsLeft, 0, 0, 0, 0] + Octets.address(DirectWay.home)
            let packet = Octets.ipv6(from: Net.correspondent, to: DirectWay.own, next: 43, routing + Self.packet[40...])
            try expectDropped(plane, Octets.ethernet(packet), for: .routingHeaderForMobileNode)
            var elsewhere = packet
            elsewhere.replaceSubrange(24..<40, with: Octets.address("2001:db8:e::1"))
            let frame = Octets.ethernet(elsewhere)
            try expectPassed(plane, frame, as: frame)
        }
    }
}
