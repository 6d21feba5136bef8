import Core
import Testing

/// The operator clears bindings: those that are meant, whole, and nothing is said to their nodes.
@Suite struct ClearBindingsTests {
    /// Three nodes: two at one access link, one at another.
    private func world() -> World {
        var world = World { $0.homeAgent.hostGroups = [.simulated("ALL", Place.homePrefix)] }
        for (number, link) in [(1, 2), (2, 2), (3, 3)] {
            var node = MobileNode(
                homeAddress: Place.homeAddress(number), careOfAddress: Place.careOf(number, link: link))
            world.register(&node)
        }
        world.advance(by: .seconds(5))
        world.forget()
        return world
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let selector: BindingSelector
        let left: Set<Int>

        var testDescription: String { "\(selector)" }

        static let all = [
            Case(selector: .all, left: []),
            Case(selector: BindingSelector(homeAddress: IPv6Prefix(.unspecified, length: 0)), left: []),
            Case(selector: BindingSelector(homeAddress: Place.homePrefix), left: []),
            Case(selector: BindingSelector(homeAddress: IPv6Prefix(Place.homeAddress(2))), left: [1, 3]),
            Case(selector: BindingSelector(homeAddress: IPv6Prefix(Place.homeAddress(9))), left: [1, 2, 3]),
            Case(selector: BindingSelector(careOfAddress: IPv6Prefix(Place.careOf, length: 64)), left: [3]),
            Case(selector: BindingSelector(careOfAddress: IPv6Prefix(Place.careOf(3, link: 3))), left: [1, 2]),
            Case(selector: BindingSelector(careOfAddress: Place.homePrefix), left: [1, 2, 3]),
            Case(selector: BindingSelector(homeLink: "home0"), left: []),
            Case(selector: BindingSelector(homeLink: "wan0"), left: [1, 2, 3]),
            Case(
                selector: BindingSelector(
                    homeAddress: IPv6Prefix(Place.homeAddress(1)), careOfAddress: IPv6Prefix(Place.careOf, length: 64),
                    homeLink: "home0"), left: [2, 3]),
            Case(
                selector: BindingSelector(
                    homeAddress: IPv6Prefix(Place.homeAddress(3)), careOfAddress: IPv6Prefix(Place.careOf, length: 64)),
                left: [1, 2, 3]),
        ]
    }

    @Test(arguments: Case.all)
    func whatIsMeantEnds(_ selection: Case) {
        var world = world()
        let effects = world.handle(.clearBindings(selection.selector))
        #expect(Set(world.engine.bindings.map(\.homeAddress)) == Set(selection.left.map { Place.homeAddress($0) }))
        #expect(Set(world.plane.tunnels.keys) == Set(selection.left.map { Place.homeAddress($0) }))
        let ended = effects.compactMap {
            if case .observe(.bindingEnded(let binding, .cleared)) = $0 { binding.homeAddress } else { nil }
        }
        #expect(ended == Set([1, 2, 3]).subtracting(selection.left).sorted().map { Place.homeAddress($0) })
        #expect(world.sent.isEmpty)
    }

    /// What is not a binding yet is not touched.
    @Test func aRegistrationUnderWayGoesOn() {
        var (world, node) = (World(), MobileNode())
        world.receive(node.update())
        world.handle(.clearBindings(.all))
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        #expect(world.engine.bindings.count == 1)
    }

    /// A binding that is being changed ends with its change.
    @Test func aChangeUnderWayEndsWithItsBinding() {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.answers = .held
        world.receive(node.update(movedTo: Place.otherCareOf))
        world.handle(.clearBindings(.all))
        while !world.plane.isSettled { world.answerForwarding() }
        #expect(world.engine.bindings.isEmpty && world.plane.tunnels.isEmpty)
        #expect(world.acknowledgements.isEmpty)
    }

    @Test func theNodeRegistersAgainWithItsNextUpdate() {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.handle(.clearBindings(.all))
        world.register(&node)
        #expect(world.engine.bindings.count == 1)
    }
}
