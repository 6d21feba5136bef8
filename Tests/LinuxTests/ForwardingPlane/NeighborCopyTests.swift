import Core
import Testing

@testable import Linux

/// What the daemon hears of neighbor discovery: all of it goes on to the kernel.
@Suite struct NeighborCopyTests {
    private typealias Net = HomeNetwork

    private static let tentative = "2001:db8:1::300"
    private static let peer = LinkLayerAddress(octets: Frame.peer)

    private static func message(
        _ type: UInt8, from source: String, to destination: String, target: String = tentative, options: [UInt8] = []
    ) -> [UInt8] {
        Octets.icmpv6(
            from: source, to: destination, type: type, hopLimit: 255,
            [0, 0, 0, 0] + Octets.address(target) + options)
    }

    private func expectCopied(_ plane: ForwardingPlane, _ packet: [UInt8], counted: ForwardingCounter) throws {
        let before = plane.counters()[counted]
        let frame = Octets.ethernet(to: [0x33, 0x33, 0, 0, 0, 1], packet)
        let verdict = try plane.receive(frame)
        #expect(verdict == Verdict(action: .pass, frame: frame))
        #expect(
            plane.punted
                == [ReceivedPacket(interface: Net.loopback, linkLayerSource: Self.peer, octets: packet)])
        #expect(plane.counters()[counted] == before + 1)
    }

    @Test("Advertisements and probes of a watched address are copied")
    func watch() throws {
        try Net.withPlane { plane in
            try plane.beginAddressWatch(Net.target(Self.tentative))
            let advertisement = Self.message(136, from: Self.tentative, to: "ff02::1", options: [2, 1] + Frame.peer)
            try expectCopied(plane, advertisement, counted: .neighborDiscoveryCopied)
            let probe = Self.message(135, from: "::", to: "ff02::1:ff00:300")
            try expectCopied(plane, probe, counted: .neighborDiscoveryCopied)
        }
    }

    @Test("Other messages, of other addresses, and after the watch ended, are not")
    func unwatched() throws {
        try Net.withPlane { plane in
            try plane.beginAddressWatch(Net.target(Self.tentative))
            let solicitation = Self.message(135, from: "fe80::9", to: "ff02::1:ff00:300")
            try expectUntouched(plane, Octets.ethernet(to: Frame.allNodes, solicitation))
            let other = Self.message(136, from: "fe80::9", to: "ff02::1", target: "2001:db8:1::301")
            try expectUntouched(plane, Octets.ethernet(to: Frame.allNodes, other))
            try plane.endAddressWatch(Net.target(Self.tentative))
            let advertisement = Self.message(136, from: Self.tentative, to: "ff02::1")
            try expectUntouched(plane, Octets.ethernet(to: Frame.allNodes, advertisement))
            #expect(plane.punted.isEmpty)
        }
    }

    @Test("An address that is watched and defended gets both: a probe is copied, and answered")
    func watchedAndDefended() throws {
        try Net.withPlane { plane in
            try plane.describeLoopback()
            try plane.beginAddressWatch(Net.target(Self.tentative))
            try plane.beginNeighborProxy(Net.target(Self.tentative), source: .of(Net.homeAgent))
            let probe = Self.message(135, from: "::", to: "ff02::1:ff00:300")
            let verdict = try plane.receive(Octets.ethernet(to: Frame.allNodes, probe))
            #expect(verdict.action == .redirect)
            #expect(plane.punted.map(\.octets) == [probe])
            #expect(plane.counted == [.neighborDiscoveryCopied: 1, .neighborAdvertisementsSent: 1])
        }
    }

    @Test("Router Solicitations are copied where they are asked for")
    func routerSolicitations() throws {
        try Net.withPlane { plane in
            let solicitation = Octets.icmpv6(from: "fe80::9", to: "ff02::2", type: 133, hopLimit: 255, [0, 0, 0, 0])
            try expectUntouched(plane, Octets.ethernet(to: Frame.allNodes, solicitation))
            try plane.describeLoopback()
            try expectUntouched(plane, Octets.ethernet(to: Frame.allNodes, solicitation))
            try plane.describeLoopback(copying: .solicitations)
            try expectCopied(plane, solicitation, counted: .routerSolicitationsCopied)
        }
    }

    private static let routerAdvertisement = Octets.icmpv6(
        from: "fe80::9", to: "ff02::1", type: 134, hopLimit: 255, [64, 0x20, 7, 8] + [UInt8](repeating: 0, count: 8))

    @Test("Router Advertisements are copied where they are asked for, and go on to the kernel")
    func routerAdvertisements() throws {
        try Net.withPlane { plane in
            let frame = Octets.ethernet(to: Frame.allNodes, Self.routerAdvertisement)
            try expectUntouched(plane, frame)
            try plane.describeLoopback(copying: .solicitations)
            try expectUntouched(plane, frame)
            try plane.describeLoopback(copying: .advertisements)
            try expectCopied(plane, Self.routerAdvertisement, counted: .routerAdvertisementsCopied)
            try plane.describeLoopback()
            try expectUntouched(plane, frame, counted: [.routerAdvertisementsCopied: 1])
        }
    }

    @Test("A flood of them leaves most of the ring buffer to mobile nodes")
    func crowd() throws {
        try Net.withPlane { plane in
            try plane.describeLoopback(copying: .advertisements)
            let padding = [UInt8](repeating: 0, count: 1400)
            let long = Octets.icmpv6(
                from: "fe80::9", to: "ff02::1", type: 134, hopLimit: 255, [64, 0x20, 7, 8] + padding)
            let frame = Octets.ethernet(to: Frame.allNodes, long)
            for _ in 0..<2000 { #expect(try plane.receive(frame).action == .pass) }
            let copied = plane.counters()[.routerAdvertisementsCopied]
            #expect(plane.counted == [.routerAdvertisementsCopied: copied, .routerDiscoveryCrowdedOut: 2000 - copied])
            #expect((650...750).contains(copied), "a quarter of 4 MiB")
            plane.consume(limit: 3000) { _ in }
            #expect(try plane.receive(frame).action == .pass)
            #expect(plane.counters()[.routerAdvertisementsCopied] == copied + 1, "there is room again")
        }
    }
}
