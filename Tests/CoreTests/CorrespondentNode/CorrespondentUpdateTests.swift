import Core
import Testing

/// What a correspondent makes of a Binding Update (RFC 6275 sections 9.5.1, 9.5.2 and 9.5.4).
@Suite struct CorrespondentUpdateTests {
    private func scene(_ change: (inout MobilityConfiguration) -> Void = { _ in }) -> (World, Peer) {
        var world = World(change)
        var peer = Peer()
        world.giveTokens(to: &peer)
        return (world, peer)
    }

    @Test func aGoodOneMakesABindingAndADirectWay() throws {
        var (world, peer) = scene()
        #expect(world.outcome(of: peer.update()) == .acknowledged(.accepted))
        let binding = try #require(world.binding(of: peer))
        #expect(binding.careOfAddress == peer.careOfAddress)
        #expect(binding.sequenceNumber == 1)
        #expect(binding.expiry == world.now + .seconds(420))
        #expect(world.plane.directWays.careOfAddresses == [peer.key: peer.careOfAddress])
        let answer = try #require(world.sent.first)
        #expect(answer.destination == peer.careOfAddress)
        #expect(answer.routingHeaderHomeAddress == peer.homeAddress)
        #expect(answer.acknowledgement?.lifetime == 105)
        #expect(answer.acknowledgement?.sequenceNumber == 1)
        #expect(answer.acknowledgement?.flags == [])
        #expect(peer.accepts(answer))
    }

    @Test func aMovementTakesTheBindingAlong() {
        var (world, peer) = scene()
        world.receive(peer.update())
        peer.careOfAddress = Place.otherCareOf
        world.giveTokens(to: &peer, [.careOf])
        #expect(world.outcome(of: peer.update()) == .acknowledged(.accepted))
        #expect(world.plane.directWays.careOfAddresses == [peer.key: Place.otherCareOf])
        #expect(world.counters.correspondent.bindingsCreated == 1)
    }

    /// A renewal at the same place asks nothing of the forwarding plane.
    @Test func aRenewalLeavesTheWayAsItIs() {
        var (world, peer) = scene()
        world.receive(peer.update())
        world.advance(by: .seconds(100))
        let effects = world.receive(peer.update())
        #expect(!effects.contains { if case .beginRouteOptimization = $0 { true } else { false } })
        #expect(world.binding(of: peer)?.lifetimeRemaining(at: world.now) == 420)
    }

    /// The token and the authenticator are of the Alternate Care-of Address; the answer goes to the source.
    @Test func theAlternateCareOfAddressCounts() {
        var (world, peer) = scene()
        #expect(world.outcome(of: peer.update { $0.source = Place.otherCareOf }) == .acknowledged(.accepted))
        #expect(world.binding(of: peer)?.careOfAddress == peer.careOfAddress)
        #expect(world.sent.map(\.destination) == [Place.otherCareOf])
        #expect(peer.accepts(world.sent.first))
    }

    @Test(
        arguments: [(1, 4), (105, 420), (106, 420), (65_535, 420)] as [(UInt16, UInt32)])
    func theLifetimeIsAtMostThatOfReturnRoutability(_ asked: UInt16, _ granted: UInt32) {
        var (world, peer) = scene()
        world.receive(peer.update { $0.lifetime = asked })
        #expect(world.binding(of: peer)?.lifetime == granted)
        #expect(world.sent.last?.acknowledgement?.lifetime == UInt16(granted / 4))
    }

    @Test func theOperatorMayGrantLess() {
        var (world, peer) = scene { $0.correspondentNode.maximumLifetime = 62 }
        world.receive(peer.update())
        #expect(world.binding(of: peer)?.lifetime == 60)
        world.configure { $0.homeAgent.maximumLifetime = 40 }
        world.receive(peer.update())
        #expect(world.binding(of: peer)?.lifetime == 40)
    }

    @Test func itEndsWithItsLifetime() {
        var (world, peer) = scene()
        world.receive(peer.update { $0.lifetime = 5 })
        world.advance(by: .milliseconds(19_999))
        #expect(world.binding(of: peer) != nil)
        world.forget()
        world.advance(by: .milliseconds(1))
        #expect(world.binding(of: peer) == nil)
        #expect(world.plane.directWays.careOfAddresses.isEmpty)
        #expect(world.correspondentEnds == [.expired])
        #expect(world.sent.isEmpty)
    }

    /// Each of this node's addresses has bindings of its own (RFC 6275 section 9.1).
    @Test func eachOwnAddressHasItsOwn() {
        var (world, peer) = scene()
        world.receive(peer.update())
        var other = peer
        other.correspondent = Place.homeAgent
        other.sequenceNumber = 0
        #expect(world.outcome(of: other.update()) == .acknowledged(.accepted))
        #expect(world.engine.numberOfCorrespondentBindings == 2)
        #expect(world.outcome(of: peer.deletion()) == .acknowledged(.accepted))
        #expect(world.binding(of: other) != nil)
    }

    // MARK: Silence

    struct Flaw: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reason: DropReason
        let make: @Sendable (inout Peer.Update) -> Void

        init(_ name: String, _ reason: DropReason, _ make: @escaping @Sendable (inout Peer.Update) -> Void) {
            (testDescription, self.reason, self.make) = (name, reason, make)
        }

        static let all = [
            Flaw("no Nonce Indices", .correspondentRegistration) { $0.hasNonceIndices = false },
            Flaw("no authenticator", .authorizationDataMissing) { $0.authenticatorLength = nil },
            Flaw("a short authenticator", .authorizationDataMisplaced) { $0.authenticatorLength = 4 },
            Flaw("a long authenticator", .authorizationDataMisplaced) { $0.authenticatorLength = 20 },
            Flaw("an empty authenticator", .authorizationDataMisplaced) { $0.authenticatorLength = 0 },
            Flaw("padding behind it", .authorizationDataMisplaced) { $0.tail = [1, 6, 0, 0, 0, 0, 0, 0] },
            Flaw("an option behind it", .authorizationDataMisplaced) { $0.tail = [200, 6, 0, 0, 0, 0, 0, 0] },
            Flaw("two authenticators", .authorizationDataMisplaced) {
                $0.options = [5, 12] + [UInt8](repeating: 0, count: 12)
            },
            Flaw("a wrong authenticator", .authorizationDataWrong) { $0.isForged = true },
            Flaw("a source that is nobody's", .sourceNotUnicast) { $0.source = .allNodes },
            Flaw("home registration", .nonceIndicesInHomeRegistration) { $0.flags = 0xc000 },
        ]
    }

    @Test(arguments: Flaw.all)
    func whatProvesNothingIsNotAnswered(_ flaw: Flaw) {
        var (world, peer) = scene {
            $0.homeAgent.requiresAuthentication = false
            $0.homeAgent.hostGroups = []
        }
        world.receive(peer.update())
        let before = world.snapshot
        let binding = world.binding(of: peer)
        #expect(world.outcome(of: peer.update(flaw.make)) == .dropped(flaw.reason))
        #expect(world.outcome(of: peer.deletion(flaw.make)) == .dropped(flaw.reason))
        #expect(world.sent.isEmpty)
        #expect(world.snapshot == before)
        #expect(world.binding(of: peer) == binding)
    }

    /// The token of another address proves nothing.
    @Test func anotherCareOfAddressNeedsAnotherToken() {
        var (world, peer) = scene()
        peer.careOfAddress = Place.otherCareOf
        #expect(world.outcome(of: peer.update()) == .dropped(.authorizationDataWrong))
        peer.careOfAddress = Place.careOf
        peer.homeAddress = Place.elsewhere
        #expect(world.outcome(of: peer.update()) == .dropped(.authorizationDataWrong))
        #expect(world.outcome(of: peer.deletion()) == .dropped(.authorizationDataWrong))
    }

    @Test(arguments: [IPv6Address.unspecified, .allNodes, .loopback, .linkLocal(interfaceIdentifier: 1)])
    func homeAddressesThatNobodyHas(_ address: IPv6Address) {
        var (world, peer) = scene()
        peer.homeAddress = address
        #expect(world.outcome(of: peer.update()) == .dropped(.homeAddressNotRoutable))
    }

    // MARK: Refusals

    @Test func anOldSequenceNumberIsToldTheLastOne() throws {
        var (world, peer) = scene()
        peer.sequenceNumber = 99
        world.receive(peer.update())
        for number in [0, 50, 99, 100, 100 + 32_768] as [UInt16] {
            peer.sequenceNumber = number
            #expect(world.outcome(of: peer.repeatedUpdate()) == .acknowledged(.sequenceNumberOutOfWindow))
            #expect(world.sent.first?.acknowledgement?.sequenceNumber == 100)
            #expect(peer.accepts(world.sent.first))
        }
        peer.sequenceNumber = 100 + 32_767
        #expect(world.outcome(of: peer.repeatedUpdate()) == .acknowledged(.accepted))
    }

    /// A node that is home agent and correspondent of the same mobile node at one address keeps the home registration.
    @Test func aHomeRegistrationStays() {
        var world = World()
        var node = MobileNode()
        world.register(&node)
        var peer = Peer()
        (peer.homeAddress, peer.correspondent) = (Place.homeAddress, Place.homeAgent)
        world.giveTokens(to: &peer)
        #expect(world.outcome(of: peer.update()) == .acknowledged(.registrationTypeChangeDisallowed))
        #expect(peer.accepts(world.sent.first))
        #expect(world.outcome(of: peer.deletion()) == .acknowledged(.registrationTypeChangeDisallowed))
        #expect(world.engine.binding(of: Place.homeAddress) != nil)
        peer.correspondent = Place.wideAreaAddress
        #expect(world.outcome(of: peer.update()) == .acknowledged(.accepted))
    }

    @Test func circlesAreRefused() {
        var (world, first) = scene()
        world.receive(first.update())
        var second = Peer.number(2)
        second.careOfAddress = first.homeAddress
        world.giveTokens(to: &second)
        #expect(world.outcome(of: second.update()) == .acknowledged(.invalidCareOfAddress))
        #expect(second.accepts(world.sent.first))
        second.homeAddress = first.careOfAddress
        second.careOfAddress = Place.otherCareOf
        world.giveTokens(to: &second)
        #expect(world.outcome(of: second.update()) == .acknowledged(.invalidCareOfAddress))
        var third = Peer.number(3)
        third.careOfAddress = third.homeAddress
        world.giveTokens(to: &third)
        #expect(world.outcome(of: third.update()) == .acknowledged(.invalidCareOfAddress))
        third.careOfAddress = Place.homeAgent
        world.giveTokens(to: &third)
        #expect(world.outcome(of: third.update()) == .acknowledged(.invalidCareOfAddress))
        #expect(world.engine.numberOfCorrespondentBindings == 1)
    }

    @Test(
        arguments: [
            (.permit, "2001:db8:9::/48", true), (.permit, "2001:db8:8::/48", false),
            (.deny, "2001:db8:9::/48", false), (.deny, "2001:db8:8::/48", true),
        ] as [(RouteOptimizationPolicy.Action, String, Bool)])
    func theOperatorChoosesHomeAddresses(
        _ action: RouteOptimizationPolicy.Action, _ prefix: String, _ isAccepted: Bool
    ) throws {
        var list = PrefixList()
        let listed = try #require(IPv6Prefix(prefix))
        let entry = try #require(PrefixListEntry(.permit, listed))
        try list.insert(entry)
        var (world, peer) = scene {
            $0.prefixLists["LIST"] = list
            $0.correspondentNode.routeOptimization = RouteOptimizationPolicy(action, prefixList: "LIST")
        }
        let status: BindingStatus = isAccepted ? .accepted : .administrativelyProhibited
        #expect(world.outcome(of: peer.update()) == .acknowledged(status))
        #expect(peer.accepts(world.sent.first))
        #expect((world.binding(of: peer) != nil) == isAccepted)
        #expect(world.outcome(of: peer.deletion()) == .acknowledged(.accepted), "giving up is always permitted")
    }

    @Test func whereThereIsNoListEverybodyMay() {
        for action in RouteOptimizationPolicy.Action.allCases {
            var (world, peer) = scene {
                $0.correspondentNode.routeOptimization = RouteOptimizationPolicy(action, prefixList: "NONE")
            }
            #expect(world.outcome(of: peer.update()) == .acknowledged(.accepted))
        }
    }

    @Test func theFilterOfBindingUpdatesHoldsHereToo() throws {
        var list = PrefixList()
        let entry = try #require(PrefixListEntry(.deny, IPv6Prefix(Place.careOf)))
        try list.insert(entry)
        var (world, peer) = scene {
            $0.prefixLists["LIST"] = list
            $0.bindingFilter = "LIST"
        }
        #expect(world.outcome(of: peer.update()) == .acknowledged(.administrativelyProhibited))
    }

    /// Without a wish for an acknowledgement there is one only of what the mobile node has to know (section 9.5.4).
    @Test func withoutAWishThereIsLittleToSay() {
        var (world, peer) = scene()
        #expect(world.outcome(of: peer.update { $0.flags = 0 }) == nil)
        #expect(world.binding(of: peer) != nil)
        #expect(
            world.outcome(of: peer.repeatedUpdate { $0.flags = 0 }) == .acknowledged(.sequenceNumberOutOfWindow))
        #expect(
            world.outcome(of: peer.update { ($0.flags, $0.homeIndex) = (0, 9) })
                == .acknowledged(.expiredHomeNonceIndex))
        #expect(world.outcome(of: peer.deletion { $0.flags = 0 }) == nil)
        #expect(world.binding(of: peer) == nil)
        peer.careOfAddress = Place.homeAgent
        world.giveTokens(to: &peer, [.careOf])
        #expect(world.outcome(of: peer.update { $0.flags = 0 }) == nil)
        #expect(world.counters.refused[.careOfAddress] == 1)
        #expect(world.binding(of: peer) == nil)
    }

    @Test(
        arguments: [(.full, .insufficientResources), (.failed("no such map"), .reasonUnspecified)]
            as [(ForwardingResult, BindingStatus)])
    func noAcknowledgementPromisesAWayThatDoesNotExist(_ result: ForwardingResult, _ status: BindingStatus) {
        var (world, peer) = scene()
        world.plane.directWays.result = result
        #expect(world.outcome(of: peer.update()) == .acknowledged(status))
        #expect(peer.accepts(world.sent.first))
        #expect(world.binding(of: peer) == nil)
        world.plane.directWays.result = .installed
        #expect(world.outcome(of: peer.update()) == .acknowledged(.accepted))
        world.plane.directWays.result = result
        peer.careOfAddress = Place.otherCareOf
        world.giveTokens(to: &peer, [.careOf])
        #expect(world.outcome(of: peer.update()) == .acknowledged(status))
        #expect(world.binding(of: peer) == nil)
        #expect(world.plane.directWays.careOfAddresses.isEmpty)
        #expect(world.correspondentEnds == [.notForwarded])
    }
}
