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

    /// While one network floods, somebody honest of another is answered.
    @Test(arguments: Kind.all)
    func duringAFloodOthersAreAnswered(_ kind: Kind) {
        var world = World()
        let honest = kind.update.with { $0.source = IPv6Address(rawValue: 0x2001_0db8_0077 << 80 | 0x22) }
        for _ in 0..<60 {
            for _ in 0..<500 { world.receive(kind.update) }
            world.forget()
            world.receive(honest)
            #expect(count(world) == 1)
            world.advance(by: .seconds(1))
        }
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
