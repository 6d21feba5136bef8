import Core
import Testing

/// The checks of a Binding Update: each has its answer or its silence, the earlier one decides, and none of them
/// leaves a trace (RFC 6275 sections 9.2, 9.5.1, 10.3.1 and 10.3.2, RFC 4285 section 5.1).
@Suite struct BindingUpdateChecksTests {
    /// Two faults that an update can have at once, the earlier one first.
    struct Pair: Sendable, CustomTestStringConvertible {
        let first: BindingUpdateFault
        let second: BindingUpdateFault

        var testDescription: String { "\(first.name) before \(second.name)" }

        static let all = BindingUpdateFault.all.enumerated().flatMap { index, first in
            BindingUpdateFault.all.dropFirst(index + 1)
                .filter { !first.excluded.contains($0.name) && !$0.excluded.contains(first.name) }
                .map { Pair(first: first, second: $0) }
        }

        var outcome: World.Outcome {
            second.name == BindingUpdateFault.multicastSource
                ? first.outcomeForMulticastSource ?? first.outcome : first.outcome
        }
    }

    @Test func anUpdateWithoutFaultsIsAccepted() {
        var (world, update) = BindingUpdateFault.scene([])
        world.receive(update)
        world.advance(by: .seconds(1))
        #expect(world.outcomes == [.acknowledged(.accepted)])
        #expect(world.engine.bindings.count == 1)
    }

    @Test(arguments: BindingUpdateFault.all)
    func eachFaultHasItsOutcomeAndChangesNothing(_ fault: BindingUpdateFault) {
        var (world, update) = BindingUpdateFault.scene([fault])
        let before = world.snapshot
        #expect(world.outcome(of: update) == fault.outcome)
        #expect(world.snapshot == before)
    }

    @Test(arguments: Pair.all)
    func ofTwoFaultsTheEarlierOneDecides(_ pair: Pair) {
        var (world, update) = BindingUpdateFault.scene([pair.first, pair.second])
        let before = world.snapshot
        #expect(world.outcome(of: update) == pair.outcome)
        #expect(world.snapshot == before)
    }

    @Test func thereAreManyPairs() {
        #expect(Pair.all.count > 120)
    }

    /// A refusal is one acknowledgement; its lifetime has no meaning and is 0, its sequence number that of the
    /// update, but for 135.
    @Test(
        arguments: BindingUpdateFault.all.filter {
            if case .acknowledged = $0.outcome { true } else { false }
        })
    func aRefusalCarriesTheNumberOfTheUpdate(_ fault: BindingUpdateFault) throws {
        var (world, update) = BindingUpdateFault.scene([fault])
        world.receive(update)
        #expect(world.acknowledgements.count == 1)
        let acknowledgement = try #require(world.acknowledgements.first?.acknowledgement)
        #expect(acknowledgement.sequenceNumber == update.sequenceNumber)
        #expect(acknowledgement.lifetime == 0)
        #expect(acknowledgement.flags == [])
    }
}
