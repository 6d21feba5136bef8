import Core
import Testing

/// Errors are bounded in number, and leave room for at least one a second to an honest sender.
@Suite struct ErrorRateTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        let name: String
        let update: BindingUpdateDraft
        let reason: DropReason

        var testDescription: String { name }

        static let all = [
            Kind(
                name: "Binding Error", update: BindingUpdateDraft().with { $0.type = 99 },
                reason: .unknownMobilityHeaderType),
            Kind(
                name: "Parameter Problem, payload protocol",
                update: BindingUpdateDraft().with { $0.payloadProtocol = 6 }, reason: .payloadProtocol),
            Kind(
                name: "Parameter Problem, header length", update: BindingUpdateDraft().with { $0.isTooShort = true },
                reason: .headerLength),
        ]
    }

    private func count(_ world: World) -> Int { world.bindingErrors.count + world.parameterProblems.count }

    @Test(arguments: Kind.all)
    func aFloodIsAnsweredInPartAndCountedWhole(_ kind: Kind) {
        var world = World()
        for _ in 0..<2000 {
            world.receive(kind.update)
            world.advance(by: .microseconds(500))
        }
        let answers = count(world)
        #expect(answers <= 300, "no more than a few hundred in a second")
        #expect(answers >= 1)
        #expect(world.drops.count { $0 == kind.reason } == 2000 - answers)
        #expect(world.counters.dropped[kind.reason] == UInt64(2000 - answers))
    }

    @Test(arguments: Kind.all)
    func oneASecondIsAlwaysAnswered(_ kind: Kind) {
        var world = World()
        for _ in 0..<60 {
            world.receive(kind.update)
            world.advance(by: .seconds(1))
        }
        #expect(count(world) == 60)
    }

    /// After a flood the next honest message is answered within a second, although the flood goes on until then.
    @Test(arguments: Kind.all)
    func afterAFloodThereIsAnAnswerWithinASecond(_ kind: Kind) {
        var world = World()
        for _ in 0..<5000 { world.receive(kind.update) }
        world.forget()
        world.advance(by: .seconds(1))
        world.receive(kind.update)
        #expect(count(world) == 1)
    }

    /// Errors of one kind do not use up the other's share.
    @Test func theKindsAreCountedApart() {
        var world = World()
        for _ in 0..<5000 { world.receive(BindingUpdateDraft().with { $0.type = 99 }) }
        world.forget()
        world.receive(BindingUpdateDraft().with { $0.payloadProtocol = 6 })
        #expect(world.parameterProblems.count == 1)
        world.receive(BindingUpdateDraft().with { $0.lifetime = 0 })
        #expect(world.statuses == [.notHomeAgentForThisMobileNode], "acknowledgements are not errors")
    }
}
