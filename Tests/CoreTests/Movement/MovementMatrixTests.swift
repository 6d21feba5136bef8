import Testing

@testable import Core

/// Every event in every state of an interface: the next state, and what is done (RFC 6275 section 11.5.1).
///
/// A cell names the next state with the number of the router in use, then the effects in their order: `S` solicits
/// routers, `P` probes the router in use, `D` an address of this node, `W` and `w` begin and end a watch, `A` tells of
/// an attachment or another router, `X` of its end, `L` has the kernel forget a link.
@Suite struct MovementMatrixTests {
    enum State: String, CaseIterable {
        /// No carrier.
        case down
        /// Nothing was heard since the carrier came.
        case seeking
        /// Nothing was heard since the carrier came back.
        case unsure
        /// Router 5 is in use.
        case attached
        /// Router 6 was heard too.
        case doubting
    }

    enum Event: String, CaseIterable {
        case oldRouter = "router 5"
        case newRouter = "router 6"
        case routerOfTheLink = "router 8, of the link of router 5"
        case lastWords = "router 5 is one no more"
        case answer = "router 5 answers"
        case second = "a second passes"
        case tenSeconds = "ten seconds pass"
        case carrierGoes = "the carrier goes"
        case carrierComes = "the carrier comes, or comes back"
        case interfaceGoes = "the interface goes"
        case off = "mobility is switched off"
        case shutdown = "shutdown"
    }

    private static let come = "A W D W D"
    private static let quiet = "W P S P P X w S"

    /// In the order of the states.
    private static let table: [Event: [String]] = [
        .oldRouter: ["down", "attached 5 \(come)", "attached 5 \(come)", "attached 5", "attached 5 w"],
        .newRouter: ["down", "attached 6 \(come)", "attached 6 \(come)", "doubting 5 W P", "doubting 5"],
        .routerOfTheLink: ["down", "attached 8 \(come)", "attached 8 \(come)", "attached 5", "doubting 5"],
        .lastWords: ["down", "seeking", "seeking", "seeking X", "attached 6 A w W D W D"],
        .answer: ["down", "seeking", "seeking", "attached 5", "attached 5 w"],
        .second: ["down", "seeking", "seeking", "attached 5", "doubting 5 P P"],
        .tenSeconds: [
            "down", "seeking S S", "seeking S S", "seeking \(quiet)", "seeking P P A w W D W D w w L \(quiet)",
        ],
        .carrierGoes: ["down", "down", "down", "down X", "down X w"],
        .carrierComes: ["seeking S", "seeking S", "seeking S", "seeking S X", "seeking S X w"],
        .interfaceGoes: ["none", "none", "none", "none X", "none w X"],
        .off: ["none", "none", "none", "none X", "none w X"],
        .shutdown: ["down", "seeking", "seeking", "attached 5", "attached 5 w"],
    ]

    /// Silent routers, without intervals.
    private static func router(_ number: UInt64) -> SimulatedRouter {
        SimulatedRouter(number).with {
            $0.interval = nil
            if number == 8 { $0.prefixes.append(SimulatedRouter.prefix(5)) }
        }
    }

    /// A node on no network, with addresses of each, in a state.
    private func scene(_ state: State) -> AccessWorld {
        var world = AccessWorld([AccessNetwork([])])
        for number in [5, 6] as [UInt64] {
            world.change {
                $0.addresses.append(
                    Link.Address(
                        address: AccessInterface.address(2, in: number), prefixLength: 64, isUsable: true))
            }
        }
        if state != .down { world.plug(into: 0) }
        if [.unsure, .attached, .doubting].contains(state) {
            world.receive(Self.router(5))
            world.run(for: .seconds(2))
        }
        if state == .unsure { world.plug(into: 0, .flap) }
        if state == .doubting { world.receive(Self.router(6)) }
        return world
    }

    private func happen(_ event: Event, _ world: inout AccessWorld) {
        switch event {
        case .oldRouter: world.receive(Self.router(5))
        case .newRouter: world.receive(Self.router(6))
        case .routerOfTheLink: world.receive(Self.router(8))
        case .lastWords: world.receive(Self.router(5).with { $0.lifetime = 0 })
        case .answer:
            world.receive(Self.router(5).answer(to: AccessInterface.linkLocal(2)), from: Self.router(5).linkLayer)
        case .second: world.run(for: .seconds(1))
        case .tenSeconds: world.run(for: .seconds(10))
        case .carrierGoes: if world.interfaces[0].link.isRunning { world.unplug() }
        case .carrierComes: world.plug(into: 0, .flap)
        case .interfaceGoes: world.handle(.linkRemoved(AccessWorld.first))
        case .off: world.configure { $0.isEnabled = false }
        case .shutdown: world.handle(.shutdown)
        }
    }

    private func name(of world: AccessWorld, after event: Event) -> String {
        if event == .off || event == .interfaceGoes { return world.attachments.isEmpty ? "none" : "attached" }
        guard world.interfaces[0].link.isRunning else { return world.attachments.isEmpty ? "down" : "attached" }
        guard let router = world.attachments.first?.router else { return "seeking" }
        let isDoubted = world.plane.watches.contains(NeighborTarget(interface: AccessWorld.first, address: router))
        return "\(isDoubted ? "doubting" : "attached") \(router.interfaceIdentifier - 0x100)"
    }

    @Test func theTableIsWhole() {
        #expect(Set(Self.table.keys) == Set(Event.allCases))
        #expect(Self.table.values.allSatisfy { $0.count == State.allCases.count })
    }

    @Test(arguments: Event.allCases)
    func everyEventHasItsNextStateAndItsEffects(_ event: Event) throws {
        for (state, expected) in zip(State.allCases, try #require(Self.table[event])) {
            var world = scene(state)
            world.forget()
            happen(event, &world)
            let signs = [name(of: world, after: event)] + world.performed.compactMap(Self.sign)
            #expect(signs.joined(separator: " ") == expected, "\(state.rawValue), \(event.rawValue)")
        }
    }

    private static func sign(of effect: Effect) -> String? {
        switch effect {
        case .beginAddressWatch: "W"
        case .endAddressWatch: "w"
        case .mobileNode(.leaveLink): "L"
        case .observe(.mobileNode(.attached)): "A"
        case .observe(.mobileNode(.detached)): "X"
        case .send(let packet):
            switch try? ReadPacket(packet.octets).icmpv6 {
            case .routerSolicitation: "S"
            case .neighborSolicitation(let message): message.options.isEmpty ? "D" : "P"
            default: nil
            }
        default: nil
        }
    }
}
