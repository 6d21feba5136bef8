import Core
import Testing

/// What RFC 4861 asks of received messages beside their form.
@Suite struct ICMPv6ValidationTests {
    private let linkLocal: IPv6Address
    private let home: IPv6Address
    private let linkLayer: NeighborDiscoveryOption

    init() throws {
        linkLocal = try ip("fe80::1")
        home = try ip("2001:db8:1::100")
        linkLayer = .sourceLinkLayerAddress(try mac("02:00:00:00:00:01"))
    }

    private func validate(
        _ message: ICMPv6Message, from source: IPv6Address, to destination: IPv6Address, hopLimit: UInt8 = 255
    ) throws(WireError) {
        try message.validate(
            receivedWith: IPv6Header(
                payloadLength: 24, nextHeader: .icmpv6, hopLimit: hopLimit, source: source, destination: destination))
    }

    @Test func refusesWhatMayHavePassedARouter() throws {
        let messages: [ICMPv6Message] = [
            .routerSolicitation(RouterSolicitation()), .routerAdvertisement(RouterAdvertisement(routerLifetime: 0)),
            .neighborSolicitation(NeighborSolicitation(target: home)),
            .neighborAdvertisement(NeighborAdvertisement(flags: [], target: home)),
        ]
        for message in messages {
            try validate(message, from: linkLocal, to: .allNodes)
            #expect(throws: WireError(.hopLimit, offset: 7)) {
                try validate(message, from: linkLocal, to: .allNodes, hopLimit: 254)
            }
        }
        let request = HomeAgentAddressDiscoveryRequest(identifier: 1)
        try validate(.homeAgentAddressDiscoveryRequest(request), from: home, to: home, hopLimit: 3)
    }

    @Test func acceptsAdvertisementsOfRoutersFromTheirLinkLocalAddressOnly() {
        let message = ICMPv6Message.routerAdvertisement(RouterAdvertisement(routerLifetime: 1800))
        #expect(throws: WireError(.sourceAddress, offset: 8)) { try validate(message, from: home, to: .allNodes) }
    }

    @Test func refusesMulticastTargets() {
        let messages: [ICMPv6Message] = [
            .neighborSolicitation(NeighborSolicitation(target: .allNodes)),
            .neighborAdvertisement(NeighborAdvertisement(flags: [], target: .allNodes)),
        ]
        for message in messages {
            #expect(throws: WireError(.targetAddress, offset: 8)) { try validate(message, from: linkLocal, to: home) }
        }
    }

    @Test func acceptsProbesInTheirFormOnly() throws {
        let probe = ICMPv6Message.neighborSolicitation(NeighborSolicitation(target: home))
        try validate(probe, from: .unspecified, to: home.solicitedNodeMulticast)
        #expect(throws: WireError(.destinationAddress, offset: 24)) {
            try validate(probe, from: .unspecified, to: home)
        }
        let withAddress = ICMPv6Message.neighborSolicitation(NeighborSolicitation(target: home, options: [linkLayer]))
        try validate(withAddress, from: linkLocal, to: home.solicitedNodeMulticast)
        #expect(throws: WireError(.sourceLinkLayerAddress, offset: 24)) {
            try validate(withAddress, from: .unspecified, to: home.solicitedNodeMulticast)
        }
        #expect(throws: WireError(.sourceLinkLayerAddress, offset: 8)) {
            try validate(
                .routerSolicitation(RouterSolicitation(options: [linkLayer])), from: .unspecified, to: .allRouters)
        }
    }

    @Test func refusesSolicitedAdvertisementsToGroups() throws {
        let message = ICMPv6Message.neighborAdvertisement(NeighborAdvertisement(flags: .solicited, target: home))
        try validate(message, from: linkLocal, to: home)
        #expect(throws: WireError(.solicitedFlag, offset: 4)) { try validate(message, from: linkLocal, to: .allNodes) }
    }
}
