import Testing

@testable import Core

/// What a mobile node knows of its bindings after it was killed.
@Suite struct RememberedBindingTests {
    private static let noon = NetworkTimestamp(rawValue: 0xe900_0000_0000_0000)

    private func node(
        remembering bindings: [RememberedBinding] = [], at calendar: NetworkTimestamp = noon,
        _ change: (inout MobileNodeConfiguration) -> Void = { _ in }
    ) -> RoamingNode {
        RoamingNode(
            memories: [
                .clockSet(calendar), .mobileNode(.bindingsRemembered(bindings)), .linkChanged(.mobile(.first)),
            ], change)
    }

    /// A node that registered for 600 s at noon.
    private func registered() -> RoamingNode {
        var node = node()
        node.attach([.foreign()])
        node.answer()
        node.forget()
        return node
    }

    @Test func whatLeavesIsRememberedBeforeItIsAnswered() {
        var node = node()
        #expect(node.plane.remembered == nil)
        node.attach([.foreign()])
        #expect(
            node.plane.remembered == [
                RememberedBinding(
                    homeAddress: Place.homeAddress, homeAgent: Place.homeAgent, expiry: Self.noon + .seconds(1200))
            ])
    }

    @Test func refreshesAreRememberedSeldom() {
        var node = registered()
        let first = node.plane.remembered
        node.advance(by: .seconds(450))
        node.answer()
        #expect(node.plane.remembered == first, "it covers the new binding")
        node.advance(by: .seconds(450))
        node.answer()
        #expect(node.plane.remembered?.first?.expiry == Self.noon + .seconds(2100))
    }

    @Test func atHomeItIsDeletedByTheNextDaemon() throws {
        let remembered = registered().plane.remembered ?? []
        var next = node(remembering: remembered, at: Self.noon + .seconds(100))
        next.attach([.home()])
        #expect(next.sent.first?.neighborSolicitation?.target == Place.homeAgent)
        #expect(next.place == .idle, "the home agent speaks for it")
        next.advance(by: .seconds(3))
        let update = try #require(next.updates.first?.bindingUpdate)
        #expect(update.lifetime == 0 && next.updates.first?.source == Place.homeAddress)
        #expect(next.place == .atHome(.first, router: Place.homeAgentLinkLocal, detectsDuplicates: false))
        next.answer { $0.status = .sequenceNumberOutOfWindow }
        next.answer()
        #expect(next.state == .atHome && next.plane.remembered == [])
        #expect(next.sent.contains { $0.neighborAdvertisement?.target == Place.homeAddress })
    }

    @Test func abroadItIsReplacedByTheNextDaemon() {
        let remembered = registered().plane.remembered ?? []
        var next = node(remembering: remembered)
        next.attach([.foreign(on: .second)])
        #expect(next.updates.first?.bindingUpdate?.lifetime == 150)
        next.answer()
        #expect(next.state == .registered && next.plane.remembered == nil, "as before")
    }

    @Test func whatHasEndedIsForgotten() {
        let remembered = registered().plane.remembered ?? []
        var next = node(remembering: remembered, at: Self.noon + .seconds(1200))
        next.attach([.home()])
        #expect(next.sent.isEmpty && next.state == .atHome && next.plane.remembered == [])
        #expect(next.place == .atHome(.first, router: Place.homeAgentLinkLocal, detectsDuplicates: true))
    }

    @Test func whatIsRememberedOfNoHomeAddressIsForgotten() {
        let remembered = registered().plane.remembered ?? []
        let next = node(remembering: remembered) { $0.homeAddresses = [] }
        #expect(next.plane.remembered == [])
    }

    @Test func aClockThatWasSetBackKeepsNothingForEver() {
        let remembered = registered().plane.remembered ?? []
        var next = node(remembering: remembered, at: Self.noon + .seconds(-1_000_000_000))
        next.attach([])
        next.advance(by: .seconds(2 * 65535 * 4))
        #expect(next.plane.remembered == [])
    }

    @Test func aCleanEndRemembersWhatIsNotAnswered() {
        var node = registered()
        node.handle(.shutdown)
        #expect(node.updates.last?.bindingUpdate?.lifetime == 0)
        #expect(node.plane.remembered?.count == 1, "the deletion may be lost")
    }
}
