import Testing

@testable import Core

/// Links that lose, double, delay and reorder what is on them, and a node that moves between them all the time.
@Suite struct UnreliableLinkTests {
    /// Fast, usual and slow advertisements.
    private static let intervals: [ClosedRange<Int64>?] = [30...70, 500...1500, 200_000...600_000, nil]

    @Test(arguments: Weather.all, 1...3 as ClosedRange<UInt64>)
    func whereverItGoesItArrives(_ weather: Weather, _ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let networks = (0..<4).map { number in
            let interval = Self.intervals.randomElement(using: &generator) ?? nil
            let router = SimulatedRouter(UInt64(number) + 5).with { $0.interval = interval }
            return AccessNetwork([router], weather, seed: seed &* 8 &+ UInt64(number))
        }
        var world = AccessWorld(networks, seed: seed)
        for _ in 0..<20 {
            let interface = Int.random(in: 0..<2, using: &generator)
            switch Int.random(in: 0..<10, using: &generator) {
            case 0..<7:
                let way = AccessWorld.Visibility.allCases.randomElement(using: &generator) ?? .seen
                // Nobody pulls a cable in silence that is in no network.
                let isIn = world.interfaces[interface].link.isRunning
                world.plug(
                    interface, into: Int.random(in: 0..<4, using: &generator), way == .silent && !isIn ? .seen : way)
            case 7: if world.interfaces[interface].link.isRunning { world.unplug(interface) }
            default: break
            }
            world.run(for: .milliseconds(Int64.random(in: 0..<6000, using: &generator)), check: Self.check)
        }
        try arrive(&world)
    }

    /// In fair weather the node is, after a while, where its cables are.
    private func arrive(_ world: inout AccessWorld) throws {
        for index in world.networks.indices { world.networks[index].weather = .fair }
        for interface in 0..<2 { world.plug(interface, into: interface, .flap) }
        world.run(for: .seconds(30), check: Self.check)
        #expect(world.careOfAddresses == [AccessInterface.address(2, in: 5), AccessInterface.address(3, in: 6)])
        world.plug(0, into: 2, .silent)
        world.run(for: .seconds(12), check: Self.check)
        #expect(world.isAt(7))
        world.configure { $0.mobileNode = nil }
        #expect(world.plane.watches.isEmpty)
    }

    /// What holds at every moment.
    private static func check(_ world: AccessWorld) {
        for attachment in world.attachments {
            let interface = world.interfaces.first { $0.link.index == attachment.interface }
            if interface?.link.isRunning != true { Issue.record("attached without a carrier") }
            guard let careOfAddress = attachment.careOfAddress else { continue }
            let isThere = interface?.link.addresses.contains { $0.address == careOfAddress && $0.isUsable } ?? false
            if !isThere { Issue.record("\(careOfAddress) is not on the interface") }
            if !attachment.prefixes.contains(where: { $0.contains(careOfAddress) }) {
                Issue.record("\(careOfAddress) is of no prefix of the link")
            }
        }
        if world.plane.watches.count > 6 { Issue.record("watches are left behind") }
    }
}
