import Testing

@testable import Core

/// Which Binding Updates are new (RFC 6275 section 9.5.1): 1 to 32767 ahead of the last accepted one, modulo 2^16.
@Suite struct SequenceWindowTests {
    @Test func theWindowIsHalfTheCircleWithoutItsEnds() {
        for stored in [0, 1, 15, 32_766, 32_767, 32_768, 65_534, 65_535] as [UInt16] {
            let newer = (0...UInt16.max).filter { SequenceNumber.isNewer($0, than: stored) }
            #expect(newer.count == 32_767)
            #expect(newer.allSatisfy { (1...32_767).contains($0 &- stored) })
        }
    }

    /// The example of RFC 6275 section 9.5.1: stored 15.
    @Test(
        arguments: [
            (0, false), (14, false), (15, false), (16, true), (17, true), (32_781, true), (32_782, true),
            (32_783, false), (32_784, false), (65_535, false),
        ] as [(UInt16, Bool)])
    func afterFifteen(_ number: UInt16, _ isNew: Bool) {
        var (world, node) = (World(), MobileNode(sequenceNumber: 14))
        world.register(&node)
        let before = world.snapshot
        let outcome = world.outcome(of: node.draft().with { $0.sequenceNumber = number })
        #expect(outcome == .acknowledged(isNew ? .accepted : .sequenceNumberOutOfWindow))
        #expect((world.snapshot == before) == !isNew)
        if !isNew { #expect(world.acknowledgements.first?.acknowledgement?.sequenceNumber == 15) }
    }

    @Test func theNumbersWrap() {
        var (world, node) = (World(), MobileNode(sequenceNumber: 65_534))
        world.register(&node)
        #expect(node.sequenceNumber == 65_535)
        #expect(world.outcome(of: node.update()) == .acknowledged(.accepted))
        #expect(world.engine.binding(of: Place.homeAddress)?.sequenceNumber == 0)
        let old = node.draft().with { $0.sequenceNumber = 65_535 }
        #expect(world.outcome(of: old) == .acknowledged(.sequenceNumberOutOfWindow))
        #expect(world.acknowledgements.first?.acknowledgement?.sequenceNumber == 0)
    }

    @Test(arguments: [0, 1, 15, 32_768, 65_535] as [UInt16])
    func withoutAnEntryAnyNumberWillDo(_ number: UInt16) {
        var world = World()
        world.receive(BindingUpdateDraft().with { $0.sequenceNumber = number })
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
    }

    /// A refusal is no acceptance: the number of a refused update may be used again.
    @Test func aRefusedUpdateUsesNoNumber() {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        let refused = node.update().with { $0.alternateCareOfAddresses = [Place.homeAgent] }
        #expect(world.outcome(of: refused) == .acknowledged(.invalidCareOfAddress))
        #expect(world.outcome(of: node.draft()) == .acknowledged(.accepted))
    }

    /// A repeated update after its acknowledgement was lost: the answer tells where to go on (RFC 6275 section 11.7.3).
    @Test func theLastAcceptedNumberHelpsANodeThatRebooted() throws {
        var (world, node) = (World(), MobileNode(sequenceNumber: 999))
        world.register(&node)
        node.sequenceNumber = 3
        world.receive(node.update())
        let last = try #require(world.acknowledgements.first?.acknowledgement)
        #expect(last.status == .sequenceNumberOutOfWindow && last.sequenceNumber == 1000)
        node.sequenceNumber = last.sequenceNumber
        #expect(world.outcome(of: node.update()) == .acknowledged(.accepted))
    }

    @Test func forgersDoNotLearnIt() {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        let forged = node.draft().with { $0.signatures[0].isForged = true }
        #expect(world.outcome(of: forged) == .acknowledged(.authenticationFailed))
        #expect(world.acknowledgements.first?.acknowledgement?.sequenceNumber == forged.sequenceNumber)
        #expect(world.outcome(of: forged.with { $0.signatures = [] }) == .dropped(.authenticationMissing))
    }
}
