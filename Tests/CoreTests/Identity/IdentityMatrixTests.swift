import Core
import Testing

/// Every update about a home address of a realm, in every state of a registration by one of its nodes: an identity keeps
/// its home address while it is bound or about to be.
@Suite struct IdentityMatrixTests {
    /// How far Alice's registration is.
    enum State: String, CaseIterable, Sendable {
        case none, probing, installing, bound, changing, retained

        /// A world in which it is so far; the last sequence number was 10.
        var world: World {
            var world = Roster.world()
            if self == .installing || self == .changing { world.answers = .held }
            switch self {
            case .none: break
            case .probing: world.receive(Roster.alice.update(10))
            case .installing:
                world.receive(Roster.alice.update(10))
                world.advance(by: .seconds(1))
            case .bound: world.register(Roster.alice, sequenceNumber: 10)
            case .changing:
                world.receive(Roster.alice.update(9))
                world.advance(by: .seconds(1))
                world.answerForwarding()
                world.receive(Roster.alice.update(10))
            case .retained:
                world.register(Roster.alice, sequenceNumber: 9)
                world.receive(Roster.alice.update(10, lifetime: 0))
            }
            world.forget()
            return world
        }
    }

    /// `=` is silence that is no drop: the one acknowledgement comes later.
    static let table: [(update: String, cells: [String])] = [
        // none, probing, installing, bound, changing, retained
        ("Alice", ["=", "=", "=", "0", "=", "="]),
        ("Alice asks", ["129 noHomeAddress", "129 noHomeAddress", "129 noHomeAddress", "0", "=", "129 noHomeAddress"]),
        ("Alice deletes", ["133 notRegistered", "0", "0", "0", "0", "133 notRegistered"]),
        ("Bob", ["=", taken, taken, taken, taken, "="]),
        ("Bob deletes", ["133 notRegistered", taken, taken, taken, taken, "133 notRegistered"]),
        ("nobody", .init(repeating: "identifierMissing", count: 6)),
        ("the realm", .init(repeating: "identifierUnknown", count: 6)),
        ("a stranger", .init(repeating: "identifierUnknown", count: 6)),
        ("Eve", .init(repeating: "129 homeAddressOfOthers", count: 6)),
        ("forged Alice", .init(repeating: "146 wrongAuthenticator", count: 6)),
        ("Alice by Eve's key", .init(repeating: "unknownSecurityParameterIndex", count: 6)),
    ]
    private static let taken = "129 homeAddressTaken"

    /// The updates of the table: all are about Alice's home address, and newer than what was accepted.
    private static func update(_ name: String) -> BindingUpdateDraft {
        let update = Roster.alice.update(11)
        return switch name {
        case "Alice asks": update.with { $0.askForHomeAddress() }
        case "Alice deletes": update.with { $0.lifetime = 0 }
        case "Bob": update.with { $0.name("bob@example.net") }
        case "Bob deletes":
            update.with {
                $0.name("bob@example.net")
                $0.lifetime = 0
            }
        case "nobody": update.with { $0.name(nil) }
        case "the realm": update.with { $0.name("@example.net") }
        case "a stranger": update.with { $0.name("alice@example.com") }
        case "Eve": Roster.eve.update(11).with { $0.homeAddressOption = Roster.alice.homeAddress }
        case "forged Alice": update.with { $0.signatures[0].isForged = true }
        case "Alice by Eve's key": update.with { $0.signatures = Roster.eve.update().signatures }
        default: update
        }
    }

    struct Cell: Sendable, CustomTestStringConvertible {
        let state: State
        let update: String
        let expected: String

        var testDescription: String { "\(state.rawValue), \(update)" }

        static let all = table.flatMap { row in
            zip(State.allCases, row.cells).map { Cell(state: $0, update: row.update, expected: $1) }
        }
    }

    @Test func theTableIsWhole() {
        #expect(Cell.all.count == Self.table.count * State.allCases.count)
    }

    @Test(arguments: Cell.all)
    func everyUpdateHasItsAnswer(_ cell: Cell) {
        var world = cell.state.world
        let before = world.snapshot
        world.receive(Self.update(cell.update))
        let answers =
            world.drops.map(\.rawValue)
            + world.acknowledgements.map { packet in
                ([packet.acknowledgement.map { "\($0.status.rawValue)" }] + world.refusals.map(\.rawValue))
                    .compactMap(\.self).joined(separator: " ")
            }
        #expect((answers.isEmpty ? ["="] : answers) == [cell.expected])
        if cell.expected.count > 1 { #expect(world.snapshot == before, "a refusal leaves no trace") }
    }

    /// When it is over, the home address is free for another node of the realm.
    @Test func afterwardsAnotherMayHaveIt() {
        var world = State.retained.world
        world.receive(Self.update("Bob"))
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        #expect(world.engine.binding(of: Roster.alice.homeAddress)?.identity == Roster.bob.identity)
        #expect(world.outcome(of: Roster.alice.update(12)) == .acknowledged(.administrativelyProhibited))
    }
}
