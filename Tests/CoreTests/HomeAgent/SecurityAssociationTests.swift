import Core
import Testing

/// What a mobility security association, and the operator's advice, make of an acknowledgement.
@Suite struct SecurityAssociationTests {
    /// The index of what the node sends, and another of what it is answered with (RFC 4285 section 3).
    @Test func directionsMayHaveIndicesOfTheirOwn() {
        var node = MobileNode()
        var world = World {
            $0.homeAgent.hostGroups[0].securityAssociations = [
                MobilitySecurityAssociation(
                    securityParameterIndex: 0x1000, outboundSecurityParameterIndex: 0x2000,
                    key: SecretKey(octets: MobileNode.key))
            ]
        }
        let update = node.update()
        world.receive(update)
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        let answer = world.acknowledgements.last
        #expect(answer?.isSigned(by: MobileNode.key, securityParameterIndex: 0x2000, for: update) == true)
        let mistaken = node.update().with { $0.signatures[0].securityParameterIndex = 0x2000 }
        #expect(world.outcome(of: mistaken) == .dropped(.unknownSecurityParameterIndex))
    }

    private func advice(_ world: World) -> UInt16? {
        for case .bindingRefreshAdvice(let units) in world.acknowledgements.last?.acknowledgement?.options ?? [] {
            return units
        }
        return nil
    }

    /// Advice is given with what was accepted, and only if it is due before the binding ends (RFC 6275 section 6.2.4).
    @Test func refreshAdviceIsGivenWhereItMakesSense() {
        var (world, node) = (World { $0.homeAgent.refreshInterval = 303 }, MobileNode())
        world.receive(node.update())
        world.advance(by: .seconds(1))
        #expect(advice(world) == 75, "units of 4 seconds, rounded down")
        world.receive(node.update(lifetime: 76))
        #expect(advice(world) == 75)
        world.receive(node.update(lifetime: 75))
        #expect(advice(world) == nil)
        world.receive(node.draft())
        #expect(world.statuses.last == .sequenceNumberOutOfWindow && advice(world) == nil)
        world.receive(node.deregistration())
        #expect(world.statuses.last == .accepted && advice(world) == nil)
    }

    @Test func withoutTheLineThereIsNoAdvice() {
        var (world, node) = (World(), MobileNode())
        world.receive(node.update())
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted] && advice(world) == nil)
    }
}
