import Testing

@testable import Core

/// Old Binding Updates never count again (RFC 6275 sections 5.2.8, 9.5.3, 9.6 and 15.1).
@Suite struct CorrespondentReplayTests {
    private let update: [UInt8]
    private let world: World
    private let peer: Peer

    /// A peer with a binding, and its update in the hands of somebody else.
    init() {
        var (world, peer) = (World(), Peer())
        world.giveTokens(to: &peer)
        update = peer.update()
        world.receive(update)
        world.forget()
        (self.world, self.peer) = (world, peer)
    }

    @Test func afterADeletion() {
        var (world, peer) = (world, peer)
        world.receive(peer.deletion())
        expectNoReplay(in: &world, last: 2)
    }

    @Test func afterTheOperatorCleared() {
        var world = world
        world.handle(.clearBindings(.all))
        #expect(world.correspondentEnds == [.cleared])
        expectNoReplay(in: &world, last: 1)
    }

    @Test func afterItExpired() {
        var (world, peer) = (world, peer)
        world.advance(by: .seconds(10))
        let short = peer.update { $0.lifetime = 1 }
        world.receive(short)
        world.advance(by: .seconds(4))
        #expect(world.binding(of: peer) == nil)
        expectNoReplay(in: &world, last: 2)
    }

    @Test func afterItGaveItsPlaceToOthers() {
        var world = world
        world.configure { $0.correspondentNode.maximumBindings = 1 }
        world.advance(by: .seconds(60))
        var other = Peer.number(2)
        world.bind(&other)
        #expect(world.binding(of: peer) == nil)
        expectNoReplay(in: &world, last: 1)
    }

    /// Until the nonces end, the number is known; and from then on the tokens are no good.
    private func expectNoReplay(in world: inout World, last: UInt16) {
        #expect(world.outcome(of: update) == .acknowledged(.sequenceNumberOutOfWindow))
        #expect(world.sent.first?.acknowledgement?.sequenceNumber == last)
        while world.now < self.world.now + .seconds(300) {
            world.advance(by: .seconds(1))
            switch world.outcome(of: update) {
            case .acknowledged(.sequenceNumberOutOfWindow), .acknowledged(.expiredNonces): break
            case let outcome: Issue.record("a replay ends as \(outcome.debugDescription)")
            }
            #expect(world.binding(of: peer) == nil)
        }
        #expect(world.outcome(of: update) == .acknowledged(.expiredNonces))
        #expect(world.engine.correspondentNode.memory.earliest == nil, "what guards against nothing is remembered")
    }

    /// A deletion makes no binding, and what was sent before it makes none any more.
    @Test func aDeletionOfNothing() {
        var (world, peer) = (World(), Peer.number(4))
        world.giveTokens(to: &peer)
        let lost = peer.update()
        #expect(world.outcome(of: peer.deletion()) == .acknowledged(.accepted))
        #expect(world.binding(of: peer) == nil)
        #expect(world.plane.directWays.careOfAddresses.isEmpty)
        #expect(world.outcome(of: lost) == .acknowledged(.sequenceNumberOutOfWindow))
    }

    /// At home: no Home Address option, and an answer without a routing header.
    @Test func aDeletionAtHome() {
        var (world, peer) = (world, peer)
        let home = peer.homeAddress
        let deletion = peer.deletion { ($0.source, $0.hasHomeAddressOption) = (home, false) }
        #expect(world.outcome(of: deletion) == .acknowledged(.accepted))
        #expect(world.sent.first?.destination == peer.homeAddress)
        #expect(world.sent.first?.routingHeaderHomeAddress == nil)
        #expect(peer.accepts(world.sent.first, isDeletion: true))
        #expect(world.correspondentEnds == [.deleted])
    }

    /// Where sequence numbers have no room, older nonces go in their place: nothing counts twice.
    @Test func moreThanCanBeRemembered() {
        var world = World()
        world.withEngine { $0.correspondentNode.memory = ReplayMemory(capacity: 3) }
        var updates: [[UInt8]] = []
        for number in 0..<8 {
            var peer = Peer.number(number)
            world.giveTokens(to: &peer)
            updates.append(peer.update())
            world.receive(updates[number])
            world.receive(peer.deletion())
            world.advance(by: .seconds(40))
        }
        #expect(world.counters.correspondent.nonceInvalidations > 0)
        for update in updates {
            world.receive(update)
            #expect(world.engine.numberOfCorrespondentBindings == 0)
        }
        var peer = Peer.number(20)
        world.giveTokens(to: &peer)
        #expect(world.outcome(of: peer.update()) == .acknowledged(.accepted))
    }
}
