import Core
import Testing

/// Care-of addresses that a tunnel must not lead to: itself, another tunnel, this node (RFC 6275 sections 6.1.8 and
/// 15.1).
@Suite struct CareOfAddressTests {
    private func outcome(_ careOfAddress: IPv6Address, in world: World = World()) -> World.Outcome? {
        var world = world
        return world.outcome(of: BindingUpdateDraft().with { $0.alternateCareOfAddresses = [careOfAddress] })
    }

    @Test func theHomeAddressItself() throws {
        #expect(outcome(Place.homeAddress) == .acknowledged(.invalidCareOfAddress))
        var world = World()
        let atHome = BindingUpdateDraft().with {
            $0.source = Place.homeAddress
            $0.homeAddressOption = nil
        }
        #expect(world.outcome(of: atHome) == .acknowledged(.invalidCareOfAddress))
    }

    @Test(arguments: [Place.homeAgent, Place.wideAreaAddress])
    func anAddressOfThisNode(_ address: IPv6Address) {
        #expect(outcome(address) == .acknowledged(.invalidCareOfAddress))
    }

    /// Its anycast addresses are this node's as well (RFC 4291 section 2.6.1, RFC 2526).
    @Test(arguments: ["2001:db8:1::", "2001:db8:1:0:fdff:ffff:ffff:fffe"])
    func anAnycastAddressOfTheHomeLink(_ address: String) throws {
        #expect(outcome(try ip(address)) == .acknowledged(.invalidCareOfAddress))
    }

    /// Every router of a link has the link's subnet-router anycast address, this one too on links that are no home links.
    @Test func theAnycastAddressOfAnotherLink() throws {
        #expect(outcome(try ip("2001:db8:f::")) == .acknowledged(.invalidCareOfAddress))
        var world = World()
        world.configure { $0.isRouter = false }
        #expect(outcome(try ip("2001:db8:f::"), in: world) == nil, "a host has none")
    }

    @Test func aHomeAddressThatIsServedHere() {
        var (world, node) = (World(), MobileNode(homeAddress: Place.otherHomeAddress))
        world.receive(node.update())
        #expect(outcome(Place.otherHomeAddress, in: world) == .acknowledged(.invalidCareOfAddress))
        world.advance(by: .seconds(1))
        #expect(outcome(Place.otherHomeAddress, in: world) == .acknowledged(.invalidCareOfAddress))
        world.receive(node.deregistration())
        #expect(outcome(Place.otherHomeAddress, in: world) == nil, "it is an address like any other then")
    }

    /// However bindings follow each other, no tunnel leads back to its beginning.
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func thereAreNoLoops(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var world = World { $0.homeAgent.hostGroups = [.simulated("ALL", Place.homePrefix)] }
        var nodes = (0..<6).map { MobileNode(homeAddress: Place.homeAddress($0)) }
        for _ in 0..<60 {
            let index = Int.random(in: nodes.indices, using: &generator)
            let other = Int.random(in: nodes.indices, using: &generator)
            let update = nodes[index].update(lifetime: .random(in: 0...1, using: &generator) * 900)
            world.receive(update.with { $0.alternateCareOfAddresses = [Place.homeAddress(other)] })
            world.advance(by: .milliseconds(Int64.random(in: 0...900, using: &generator)))
            for start in world.plane.tunnels.keys {
                var next = world.plane.tunnels[start]?.careOfAddress
                var steps = 0
                while let address = next, address != start, steps <= nodes.count {
                    next = world.plane.tunnels[address]?.careOfAddress
                    steps += 1
                }
                #expect(next == nil, "a tunnel from \(start) comes back")
            }
        }
    }

    // MARK: Home addresses that cannot be

    @Test(arguments: ["2001:db8:1::1", "2001:db8:1::", "2001:db8:1:0:fdff:ffff:ffff:fffe"])
    func aHomeAddressThatIsTakenIsADuplicate(_ address: String) throws {
        let homeAddress = try ip(address)
        var world = World { $0.homeAgent.hostGroups = [.simulated("ALL", Place.homePrefix)] }
        let outcome = world.outcome(of: BindingUpdateDraft().with { $0.homeAddressOption = homeAddress })
        #expect(outcome == .acknowledged(.duplicateAddressDetectionFailed))
        #expect(world.neighborSolicitations.isEmpty)
    }

    /// RFC 6275 sections 6.1.7 and 6.3, whichever place of the packet the address is in.
    @Test(arguments: ["::", "::1", "fe80::1", "ff02::1", "ff0e::5", "::ffff:192.0.2.1", "::192.0.2.1"])
    func addressesThatAreNotUnicastRoutableAreMetWithSilence(_ text: String) throws {
        let address = try ip(text)
        var world = World { $0.homeAgent.requiresAuthentication = false }
        let before = world.snapshot
        let update = BindingUpdateDraft()
        #expect(
            world.outcome(of: update.with { $0.homeAddressOption = address }) == .dropped(.homeAddressNotRoutable))
        #expect(outcome(address, in: world) == .dropped(.careOfAddressNotRoutable))
        #expect(world.snapshot == before)
        #expect(world.sent.isEmpty)
    }
}
