import Core
import Testing

/// Home and Care-of Test Inits (RFC 6275 sections 5.2 and 9.4).
@Suite struct ReturnRoutabilityTests {
    private let peer = Peer()

    @Test(arguments: ReturnRoutabilityTest.allCases)
    func theAnswerGoesBackWithTheCookie(_ test: ReturnRoutabilityTest) throws {
        var world = World()
        world.receive(peer.testInit(test, cookie: 0x0123_4567_89ab_cdef))
        let answer = try #require(world.sent.first)
        #expect(world.sent.count == 1)
        #expect(answer.source == peer.correspondent)
        #expect(answer.destination == (test == .home ? peer.homeAddress : peer.careOfAddress))
        #expect(answer.routingHeaderHomeAddress == nil)
        switch answer.read.message {
        case .homeTest(let message): #expect(message.homeInitCookie == 0x0123_4567_89ab_cdef && test == .home)
        case .careOfTest(let message): #expect(message.careOfInitCookie == 0x0123_4567_89ab_cdef && test == .careOf)
        default: Issue.record("the answer is none")
        }
        #expect(world.counters.correspondent.testInitsReceived == [test: 1])
        #expect(world.counters.correspondent.testsSent == [test: 1])
    }

    /// Tokens prove an address: that of another address is another one, and so is that of the other way to it.
    @Test func tokensAreOfOneAddressAndOneWay() {
        var world = World()
        var (one, other) = (Peer.number(1), Peer.number(2))
        one.careOfAddress = one.homeAddress
        world.giveTokens(to: &one)
        world.giveTokens(to: &other)
        #expect(Set([one.homeToken, one.careOfToken, other.homeToken, other.careOfToken]).count == 4)
        #expect(one.homeToken.octets.count == 8)
    }

    /// The Home Test goes by the home agent also while there is a binding (RFC 6275 section 6.1).
    @Test func aBindingDoesNotTurnTheHomeTestAside() {
        var world = World()
        var peer = peer
        world.bind(&peer)
        world.receive(peer.testInit(.home))
        #expect(world.sent.map(\.destination) == [peer.homeAddress])
        #expect(world.sent.allSatisfy { $0.routingHeaderHomeAddress == nil })
    }

    /// Nobody is remembered for having asked (RFC 6275 section 5.2.5).
    @Test func whoAsksIsNotRemembered() {
        var world = World()
        world.receive(peer.testInit(.home))
        let weight = world.engine.weight
        let deadline = world.engine.nextDeadline
        for number in 0..<300 {
            world.receive(Peer.number(number).testInit(.home))
            world.receive(Peer.number(number).testInit(.careOf))
        }
        #expect(world.engine.weight == weight)
        #expect(world.engine.nextDeadline == deadline)
    }

    @Test func aFloodOfOneNetworkIsBoundedAndOthersAreServed() {
        var world = World()
        for _ in 0..<2000 { world.receive(peer.testInit(.careOf)) }
        #expect(world.sent.count < 1000)
        #expect(world.sent.count + world.drops.count { $0 == .returnRoutabilityRate } == 2000)
        #expect(world.drops.contains(.returnRoutabilityRate))
        // Somebody else may share its bucket, but not everybody does.
        let others = (1..<20).map { number in
            var other = peer
            other.careOfAddress = Place.careOf(1, link: 100 + number)
            return other
        }
        world.forget()
        for other in others { world.receive(other.testInit(.careOf)) }
        #expect(world.sent.count > 15)
    }

    @Test(
        arguments: [
            (.home, .linkLocal(interfaceIdentifier: 1), .homeAddressNotRoutable),
            (.careOf, .linkLocal(interfaceIdentifier: 1), .careOfAddressNotRoutable),
            (.home, .unspecified, .sourceNotUnicast), (.careOf, .allNodes, .sourceNotUnicast),
            (.home, .loopback, .homeAddressNotRoutable),
        ] as [(ReturnRoutabilityTest, IPv6Address, DropReason)])
    func whereNobodyCanBe(_ test: ReturnRoutabilityTest, _ address: IPv6Address, _ reason: DropReason) {
        var world = World()
        var peer = peer
        (peer.homeAddress, peer.careOfAddress) = (address, address)
        #expect(world.outcome(of: peer.testInit(test)) == .dropped(reason))
        #expect(world.sent.isEmpty)
    }

    @Test func switchedOffNothingIsAnsweredAndTheHomeAgentGoesOn() {
        var world = World { $0.correspondentNode.isEnabled = false }
        var node = MobileNode()
        world.register(&node)
        for test in ReturnRoutabilityTest.allCases {
            #expect(world.outcome(of: peer.testInit(test)) == .dropped(.correspondentNodeDisabled))
        }
        #expect(world.outcome(of: peer.repeatedUpdate()) == .dropped(.correspondentNodeDisabled))
        #expect(world.sent.isEmpty)
    }
}
