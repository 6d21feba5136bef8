import Core
import Testing

/// Every event in every state of a registration: the next state, and what is done (RFC 6275 sections 9.5, 10.3 and
/// 10.4.1).
///
/// A cell names the next state, then the effects in their order: `W` and `w` begin and end the watch of the address,
/// `P` probes it, `I` asks for the tunnel, `R` removes it, `D` and `d` begin and end the defense, `N` advertises the
/// address, a number is the status of an acknowledgement, `!` a silent drop. Router Advertisements are left out.
@Suite struct StateMatrixTests {
    /// In the order of `RegistrationState.allCases`.
    static let table: [(event: String, cells: [String])] = [
        // no binding, probing, installing, bound, changing, retained
        ("newer registration", ["probing W P", "probing", "installing I", "changing I", "changing I", "probing W P"]),
        // What is not accepted yet may come again; what is accepted is old.
        ("same registration", ["probing W P", "probing", "installing I", "bound 135", "changing I", "retained 135"]),
        (
            "older registration",
            ["probing W P", "probing !", "installing !", "bound 135", "changing 135", "retained 135"]
        ),
        (
            "deletion",
            ["none 133", "retained w 0", "retained R 0", "retained R d 0", "retained I R d 0", "retained 133"]
        ),
        (
            "deletion at home",
            ["none 133", "retained w 0", "retained R 0", "retained R d 0", "retained I R d 0", "retained 133"]
        ),
        (
            "refused registration",
            ["none 174", "probing 174", "installing 174", "bound 174", "changing 174", "retained 174"]
        ),
        (
            "forged registration",
            ["none 146", "probing 146", "installing 146", "bound 146", "changing 146", "retained 146"]
        ),
        ("advertisement", ["none", "none w 134", "installing", "bound", "changing", "retained"]),
        ("probe", ["none", "none w 134", "installing", "bound", "changing", "retained"]),
        ("a second passes", ["none", "installing w I", "installing", "bound", "changing", "retained"]),
        ("ten seconds pass", ["none", "installing w I", "installing", "bound", "changing", "none"]),
        // The end of a lifetime waits for the answer to a renewal; it is remembered for ten seconds.
        ("an hour passes", ["none", "installing w I", "installing", "none R d", "changing", "none"]),
        ("installed", ["none", "probing", "bound D N 0", "bound", "bound 0", "retained"]),
        ("full", ["none", "probing", "none R 130", "bound", "bound I 130", "retained"]),
        ("failed", ["none", "probing", "none R 128", "bound", "bound I 128", "retained"]),
        ("clear", ["none", "probing", "installing", "retained R d", "retained I R d", "retained"]),
        // What is under way with a link ends with it, unanswered: the node will ask again.
        ("link down", ["none", "none w", "none R", "bound d", "bound I d", "retained"]),
        ("link down, up", ["none", "none w", "none R", "bound d D N", "bound I d D N", "retained"]),
        ("link removed", ["none", "none w", "none R", "bound d", "bound I d", "retained"]),
        ("link replaced", ["none", "none w", "none R", "bound d D N", "bound I d D N", "retained"]),
        ("mobility off", ["none", "none w", "none R", "retained R d", "retained I R d", "retained"]),
        ("home agent off", ["none", "none w", "none R", "retained R d", "retained I R d", "retained"]),
        ("shutdown", ["none", "probing", "installing", "bound", "changing", "retained"]),
    ]

    struct Cell: Sendable, CustomTestStringConvertible {
        let state: RegistrationState
        let event: RegistrationEvent
        let expected: String?

        var testDescription: String { "\(state.rawValue), \(event.name)" }

        static let all = RegistrationEvent.all.flatMap { event in
            RegistrationState.allCases.enumerated().map { index, state in
                let row = table.first { $0.event == event.name }?.cells ?? []
                return Cell(state: state, event: event, expected: row.indices.contains(index) ? row[index] : nil)
            }
        }
    }

    @Test func theTableIsWhole() {
        #expect(Self.table.map(\.event) == RegistrationEvent.all.map(\.name))
        #expect(Self.table.allSatisfy { $0.cells.count == RegistrationState.allCases.count })
        #expect(Cell.all.count == Self.table.count * 6)
    }

    @Test(arguments: RegistrationState.allCases)
    func theSceneIsInItsState(_ state: RegistrationState) {
        let (world, node) = state.scene
        #expect(RegistrationState(in: world) == state)
        #expect(node.sequenceNumber == 11)
    }

    @Test(arguments: Cell.all)
    func everyEventHasItsNextStateAndItsEffects(_ cell: Cell) {
        var (world, node) = cell.state.scene
        let effects = cell.event.happen(&world, &node)
        let signs = [RegistrationState(in: world).rawValue] + effects.compactMap(Self.sign)
        #expect(signs.joined(separator: " ") == cell.expected)
    }

    /// The sign of an effect in the table; `nil` for what is left out.
    private static func sign(of effect: Effect) -> String? {
        switch effect {
        case .beginAddressWatch: "W"
        case .endAddressWatch: "w"
        case .installForwarding: "I"
        case .removeForwarding: "R"
        case .beginNeighborProxy: "D"
        case .endNeighborProxy: "d"
        case .beginGroupDelivery: "G"
        case .endGroupDelivery: "g"
        case .observe(.dropped): "!"
        case .observe(.bindingAcknowledgementSent(let status, _)): "\(status.rawValue)"
        case .observe, .mobileNode, .beginRouteOptimization, .endRouteOptimization, .askRouteOptimizationUse: nil
        case .send(let packet):
            switch try? ReadPacket(packet.octets).icmpv6 {
            case .neighborSolicitation: "P"
            case .neighborAdvertisement: "N"
            default: nil
            }
        }
    }
}
