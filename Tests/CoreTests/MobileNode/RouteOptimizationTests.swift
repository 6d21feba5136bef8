import Core
import Testing

/// Return routability and registration with a real correspondent (RFC 6275 sections 11.6 and 11.7.2).
@Suite struct RouteOptimizationTests {
    /// A node that is registered, away.
    private func makeNetwork(_ change: (inout MobileNodeConfiguration) -> Void = { _ in }) -> MobileNetwork {
        var network = MobileNetwork(.fair, seed: 1, change)
        network.attach([.foreign()])
        network.run(for: .seconds(2))
        #expect(network.node.state == .registered && network.homeBinding?.careOfAddress == Place.careOf)
        network.forget()
        return network
    }

    private func makeTalkingNetwork() -> MobileNetwork {
        var network = makeNetwork()
        network.talk()
        network.run(for: .seconds(1))
        #expect(network.route != nil)
        network.forget()
        return network
    }

    @Test func aPacketThroughTheTunnelBeginsTheDirectWay() throws {
        var network = makeNetwork()
        network.talk()
        #expect(network.node.sent.map(\.destination) == [Place.homeAgent, Place.correspondent])
        network.run(for: .seconds(1)) { network in
            #expect(network.route == nil || network.correspondentBinding != nil, "not before the acknowledgement")
        }
        let packet = try #require(network.node.updates.first)
        #expect(packet.source == Place.careOf && packet.homeAddressOption == Place.homeAddress)
        #expect(packet.bindingUpdate?.flags == .acknowledge && packet.bindingUpdate?.lifetime == 105)
        #expect(network.correspondentBinding?.careOfAddress == Place.careOf)
        #expect(
            network.route
                == MobileRoute(
                    key: MobileNetwork.key, careOfAddress: Place.careOf, interface: .first,
                    router: Attachment.foreign().router))
        #expect(network.correspondentEntry?.state == .registered)
        #expect(network.node.counters.mobileNode.testInitsSent == [.home: 1, .careOf: 1])
        #expect(network.node.counters.mobileNode.testsReceived == [.home: 1, .careOf: 1])
    }

    @Test func whoIsExcludedIsLeftAlone() {
        for change in [
            { $0.isRouteOptimizationEnabled = false },
            { $0.exclusions = [RouteOptimizationExclusion(IPv6Prefix(Place.correspondent))] },
        ] as [(inout MobileNodeConfiguration) -> Void] {
            var network = makeNetwork(change)
            network.talk()
            network.run(for: .seconds(60))
            #expect(network.node.sent.isEmpty && network.node.engine.bindingUpdateList.count == 1)
        }
        var network = makeNetwork {
            $0.exclusions = [RouteOptimizationExclusion(IPv6Prefix(Place.correspondent), port: 53)]
        }
        network.talk()
        network.run(for: .seconds(1))
        #expect(network.route != nil, "one port alone keeps nothing else from it")
    }

    /// Each tells anew how long the care-of address is valid.
    @Test func advertisementsDoNotBeginAnew() {
        var node = RoamingNode.registered()
        let (start, link) = (node.now, node.attachments)
        node.handle(.mobileNode(.tunnelled(MobileNetwork.key)))
        for second in 1...20 {
            node.attach(link.map { $0.with { $0.careOfAddressExpiry = start + .seconds(600 + Int64(second)) } })
            node.advance(by: .seconds(1))
        }
        #expect(node.counters.mobileNode.testInitsSent == [.home: 3, .careOf: 3])
        #expect(node.engine.bindingUpdateList.first { $0.kind == .correspondent }?.state == .refused)
    }

    @Test func beforeTheHomeAgentKnowsNobodyIsAsked() {
        var network = MobileNetwork()
        network.attach([.foreign()])
        network.talk()
        #expect(network.node.sent.count == 1)
    }

    @Test func neitherTheHomeAgentNorAnybodyUnreachableIsAsked() {
        var node = RoamingNode.registered()
        for address in [Place.homeAgent, .allNodes, .linkLocal(interfaceIdentifier: 1), .unspecified, .loopback] {
            node.handle(
                .mobileNode(
                    .tunnelled(MobileRouteKey(homeAddress: Place.homeAddress, correspondent: address))))
        }
        node.handle(
            .mobileNode(
                .tunnelled(MobileRouteKey(homeAddress: Place.otherHomeAddress, correspondent: Place.correspondent))))
        #expect(node.sent.isEmpty)
    }

    // MARK: Movement

    @Test func afterAMoveTheHomeAgentIsToldFirstAndOnlyTheCareOfAddressIsTested() {
        var network = makeTalkingNetwork()
        network.attach([.foreign(3)])
        #expect(network.route == nil, "the tunnel serves meanwhile")
        #expect(network.node.updates.map(\.destination) == [Place.homeAgent])
        network.run(for: .seconds(1))
        #expect(network.route?.careOfAddress == Place.otherCareOf)
        #expect(network.correspondentBinding?.careOfAddress == Place.otherCareOf)
        #expect(network.node.counters.mobileNode.testInitsSent == [.home: 1, .careOf: 2])
    }

    @Test func withBothLinksTheFormerWayServesMeanwhile() {
        var network = makeTalkingNetwork()
        network.attach([.foreign(3, on: .second), .foreign()])
        network.run(for: .seconds(1)) { #expect($0.route != nil) }
        #expect(network.route?.careOfAddress == Place.otherCareOf)
    }

    @Test func oldTokensAreNotUsed() {
        var network = makeTalkingNetwork()
        network.run(for: .seconds(211))
        network.forget()
        network.attach([.foreign(3)])
        network.run(for: .seconds(1))
        #expect(network.node.counters.mobileNode.testInitsSent == [.home: 2, .careOf: 2])
        #expect(network.route?.careOfAddress == Place.otherCareOf)
    }

    @Test func atHomeTheCorrespondentForgets() throws {
        var network = makeTalkingNetwork()
        network.run(for: .seconds(220))
        network.attach([.home()])
        network.run(for: .seconds(2))
        #expect(network.node.state == .atHome && network.route == nil)
        #expect(network.correspondentBinding == nil && network.correspondentEntry == nil)
        let update = try #require(network.node.updates.last { $0.destination == Place.correspondent })
        #expect(update.bindingUpdate?.lifetime == 0 && update.source == Place.homeAddress)
        let indices = update.bindingUpdate?.options.compactMap {
            if case .nonceIndices(_, let careOf) = $0 { careOf } else { nil }
        }
        #expect(indices == [0])
        #expect(network.node.counters.mobileNode.testInitsSent == [.home: 2, .careOf: 1])
    }

    @Test func whoGivesUpTellsTheCorrespondentToo() {
        var network = makeTalkingNetwork()
        network.withNode { $0.configure { $0.isDetached = true } }
        #expect(network.route == nil)
        network.run(for: .seconds(1))
        #expect(network.correspondentBinding == nil && network.homeBinding == nil)
        #expect(network.node.engine.bindingUpdateList.isEmpty)
    }

    @Test func theEndOfTheDaemonTellsAll() {
        var network = makeTalkingNetwork()
        network.withNode { $0.handle(.shutdown) }
        network.run(for: .milliseconds(100))
        #expect(network.correspondentBinding == nil && network.homeBinding == nil)
    }

    // MARK: Time

    @Test func whatIsInUseIsRenewed() {
        var network = makeTalkingNetwork()
        for second in 0..<3000 {
            network.withNode {
                $0.plane.uses[MobileNetwork.key] = RouteOptimizationUse(packetsSent: UInt64(second), packetsReceived: 0)
            }
            network.run(for: .seconds(1)) { #expect($0.route != nil) }
        }
        #expect(network.correspondentBinding != nil)
    }

    @Test func whatIsNotInUseEnds() {
        var network = makeTalkingNetwork()
        network.run(for: .seconds(421))
        #expect(network.route == nil && network.correspondentEntry == nil && network.correspondentBinding == nil)
        network.talk()
        network.run(for: .seconds(1))
        #expect(network.route != nil)
    }

    @Test func aCorrespondentThatIsNoneIsAskedThreeTimes() {
        var network = makeNetwork()
        network.withCorrespondent { $0.configure { $0.correspondentNode.isEnabled = false } }
        network.talk()
        network.run(for: .seconds(8))
        #expect(network.node.counters.mobileNode.testInitsSent == [.home: 3, .careOf: 3])
        #expect(network.correspondentEntry?.state == .refused)
        for _ in 0..<500 {
            network.talk()
            network.run(for: .seconds(1))
        }
        #expect(network.node.counters.mobileNode.testInitsSent == [.home: 3, .careOf: 3])
        network.run(for: .seconds(100))
        network.talk()
        #expect(
            network.node.counters.mobileNode.testInitsSent == [.home: 4, .careOf: 4], "later it may be another one")
    }

    @Test func eachTestHasACookieOfItsOwn() {
        var network = makeNetwork()
        network.withCorrespondent { $0.configure { $0.correspondentNode.isEnabled = false } }
        network.talk()
        network.run(for: .seconds(8))
        let cookies = network.node.sent.compactMap { packet -> UInt64? in
            if case .careOfTestInit(let test) = packet.read.message { test.careOfInitCookie } else { nil }
        }
        #expect(cookies.count == 3 && Set(cookies).count == 3)
    }

    @Test func aRestartedCorrespondentIsRegisteredWithAnew() {
        var network = makeTalkingNetwork()
        network.withCorrespondent {
            $0.configure { $0.correspondentNode.isEnabled = false }
            $0.configure { $0.correspondentNode.isEnabled = true }
        }
        network.attach([.foreign(3)])
        network.run(for: .seconds(3))
        #expect(network.route?.careOfAddress == Place.otherCareOf, "expired nonces are tested anew")
    }

    @Test func atMostSoManyAtATime() {
        var node = RoamingNode.registered()
        for number in 0..<2000 {
            let correspondent = Place.careOf(number, link: 77)
            node.handle(
                .mobileNode(
                    .tunnelled(MobileRouteKey(homeAddress: Place.homeAddress, correspondent: correspondent))))
            node.advance(by: .milliseconds(20))
        }
        #expect(node.engine.bindingUpdateList.count <= 257)
        node.forget()
        for number in 0..<2000 {
            let correspondent = Place.careOf(number, link: 78)
            node.handle(
                .mobileNode(
                    .tunnelled(MobileRouteKey(homeAddress: Place.homeAddress, correspondent: correspondent))))
        }
        #expect(node.sent.count <= 200, "a flood does not make a flood")
    }

    @Test(arguments: Weather.all)
    func whateverTheWeatherTheEndIsRight(_ weather: Weather) {
        for seed in 1...4 as ClosedRange<UInt64> {
            var network = MobileNetwork(weather, seed: seed)
            network.attach([.foreign()])
            network.run(for: .seconds(30))
            for step in 0..<6 {
                network.talk()
                network.run(for: .seconds(20))
                network.attach(step % 3 == 2 ? [.home()] : [.foreign(3 + step)])
                network.run(for: .seconds(20))
            }
            network.weather = .fair
            network.attach([.foreign(9)])
            network.run(for: .seconds(70))
            #expect(network.node.state == .registered)
            #expect(network.homeBinding?.careOfAddress == network.node.attachments[0].careOfAddress)
            network.run(for: .seconds(700))
            network.talk()
            network.run(for: .seconds(10))
            #expect(network.route?.careOfAddress == network.node.attachments[0].careOfAddress)
            #expect(network.correspondentBinding?.careOfAddress == network.node.attachments[0].careOfAddress)
            network.attach([.home()])
            network.run(for: .seconds(70))
            #expect(network.node.state == .atHome && network.homeBinding == nil && network.route == nil)
        }
    }
}
