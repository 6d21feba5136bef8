import Core
import Testing

/// How long tokens count (RFC 6275 sections 5.2.7 and 12).
@Suite struct NonceLifetimeTests {
    /// MAX_TOKEN_LIFETIME at least, whenever in the time of its nonce a token was given.
    @Test(arguments: [0, 1, 15, 29] as [Int64])
    func aTokenCountsFor210Seconds(_ age: Int64) {
        var world = World()
        world.receive(Peer.number(9).testInit(.home))
        world.advance(by: .seconds(age))
        var peer = Peer()
        world.giveTokens(to: &peer)
        world.advance(by: .seconds(210))
        #expect(world.outcome(of: peer.update()) == .acknowledged(.accepted))
    }

    /// MAX_NONCE_LIFETIME at most.
    @Test func aNonceCountsForLessThan240SecondsFromItsFirstUse() {
        var world = World()
        var peer = Peer()
        world.giveTokens(to: &peer)
        world.advance(by: .milliseconds(239_999))
        #expect(world.outcome(of: peer.update()) == .acknowledged(.accepted))
        world.advance(by: .milliseconds(1))
        #expect(world.outcome(of: peer.update()) == .acknowledged(.expiredNonces))
    }

    @Test func itsIndexIsThatOfNoOtherNonceMeanwhile() {
        var world = World(authenticator: ScriptedSecrets(index: 0xfffe))
        var indices: [UInt16] = []
        for _ in 0..<20 {
            var peer = Peer()
            world.giveTokens(to: &peer)
            #expect(peer.homeToken.index == peer.careOfToken.index)
            indices.append(peer.homeToken.index)
            world.advance(by: .seconds(15))
        }
        #expect(indices.prefix(6) == [0xfffe, 0xfffe, 0xffff, 0xffff, 0, 0])
        #expect(Set(indices).count == 10)
    }

    /// Which of the two is too old is said, and in a deletion only the home nonce counts.
    @Test func whichIsTooOldIsSaid() throws {
        var world = World()
        var (old, fresh) = (Peer(), Peer())
        world.giveTokens(to: &old)
        world.advance(by: .seconds(240))
        fresh = old
        world.giveTokens(to: &fresh, [.careOf])
        #expect(world.outcome(of: fresh.update()) == .acknowledged(.expiredHomeNonceIndex))
        fresh = old
        world.giveTokens(to: &fresh, [.home])
        #expect(world.outcome(of: fresh.update()) == .acknowledged(.expiredCareOfNonceIndex))
        let answer = try #require(world.sent.first)
        #expect(answer.acknowledgement?.options == [])
        #expect(answer.acknowledgement?.sequenceNumber == fresh.sequenceNumber)
        #expect(world.outcome(of: fresh.deletion()) == .acknowledged(.accepted))
        #expect(world.outcome(of: old.deletion()) == .acknowledged(.expiredHomeNonceIndex))
        #expect(world.outcome(of: old.update { $0.flags = 0 }) == .acknowledged(.expiredNonces))
    }

    /// Nobody proved to be anybody: such answers are bounded.
    @Test func answersAboutOldNoncesAreBounded() {
        var world = World { $0.rateLimits.refusals = 5 }
        var peer = Peer()
        for _ in 0..<20 { world.receive(peer.update()) }
        #expect(world.statuses.count == 5)
        #expect(world.drops == Array(repeating: .refusalRate, count: 15))
    }

    /// What is switched off and on again gives nothing for old tokens.
    @Test func switchingOffEndsAllTokens() {
        var world = World()
        var peer = Peer()
        world.bind(&peer)
        world.configure { $0.correspondentNode.isEnabled = false }
        #expect(world.binding(of: peer) == nil)
        #expect(world.plane.directWays.careOfAddresses.isEmpty)
        #expect(world.correspondentEnds == [.withdrawn])
        world.configure { $0.correspondentNode.isEnabled = true }
        #expect(world.outcome(of: peer.update()) == .acknowledged(.expiredNonces))
    }
}
