import Testing

@testable import Core

/// Several interfaces: the preferred one first, and make-before-break.
@Suite struct SeveralInterfacesTests {
    private func world(_ change: (inout MobileNodeConfiguration) -> Void = { _ in }) -> AccessWorld {
        AccessWorld([AccessNetwork([SimulatedRouter(5)]), AccessNetwork([SimulatedRouter(6)], seed: 2)], change)
    }

    @Test func bothStayAttachedInTheOrderOfTheirPriorities() {
        var world = world()
        world.plug(1, into: 1)
        world.run(for: .seconds(1))
        #expect(world.isAt(6, by: 3))
        world.plug(0, into: 0)
        world.run(for: .seconds(5))
        #expect(world.careOfAddresses == [AccessInterface.address(2, in: 5), AccessInterface.address(3, in: 6)])
        #expect(world.left.isEmpty)
        world.configure { $0.mobileNode?.interfaces[0].priority = 30 }
        #expect(world.careOfAddresses == [AccessInterface.address(3, in: 6), AccessInterface.address(2, in: 5)])
    }

    @Test func oneWithoutCareOfAddressComesLast() {
        var world = world()
        world.interfaces[0].isAutonomous = false
        world.plug(0, into: 0)
        world.plug(1, into: 1)
        world.run(for: .seconds(1))
        #expect(world.attachments.map(\.interface) == [AccessWorld.second, AccessWorld.first])
    }

    /// A home address is no care-of address.
    @Test func theHomeLinkNeedsNoCareOfAddress() {
        var world = AccessWorld([AccessNetwork([SimulatedRouter(1)]), AccessNetwork([SimulatedRouter(6)], seed: 2)])
        world.interfaces[0].isAutonomous = false
        world.plug(1, into: 1)
        world.run(for: .seconds(1))
        world.plug(0, into: 0)
        world.run(for: .seconds(1))
        #expect(world.attachments.map(\.interface) == [AccessWorld.first, AccessWorld.second])
    }

    /// An interface that has an address already is taken as soon as its router is heard.
    @Test func aSecondInterfaceIsTakenAtOnce() throws {
        var world = world()
        world.plug(1, into: 1)
        world.run(for: .seconds(5))
        world.unplug(1)
        world.plug(0, into: 0)
        world.run(for: .milliseconds(500))
        world.plug(1, into: 1)
        let taken = world.time { $0.attachments.count == 2 }
        #expect(try #require(taken) <= .milliseconds(80))
    }

    /// The link of an interface whose carrier is gone is left for that of another one.
    @Test func aLinkThatIsGoneIsLeftForAnotherInterface() {
        var world = world()
        world.plug(0, into: 0)
        world.plug(1, into: 1)
        world.run(for: .seconds(5))
        world.forget()
        world.unplug(0)
        #expect(world.isAt(6, by: 3))
        world.run(for: .milliseconds(1490))
        #expect(world.left.isEmpty)
        world.run(for: .milliseconds(20))
        #expect(
            world.left == [
                LeftLink(
                    interface: AccessWorld.first, routers: [SimulatedRouter(5).linkLocal],
                    addresses: [InterfaceAddress(address: AccessInterface.address(2, in: 5), prefixLength: 64)])
            ])
        world.plug(0, into: 0)
        world.run(for: .seconds(5))
        #expect(world.isAt(5) && world.left.count == 1)
    }

    /// It comes back before it is left: nothing is forgotten.
    @Test func aFlapLeavesNothing() {
        var world = world()
        world.plug(0, into: 0)
        world.plug(1, into: 1)
        world.run(for: .seconds(5))
        world.unplug(0)
        world.run(for: .seconds(1))
        world.plug(0, into: 0)
        world.run(for: .seconds(10))
        #expect(world.left.isEmpty && world.isAt(5))
    }

    /// Alone it is not left: there is nothing better.
    @Test func theOnlyLinkIsNotLeft() {
        var world = world()
        world.plug(0, into: 0)
        world.run(for: .seconds(5))
        world.unplug(0)
        world.run(for: .seconds(60))
        #expect(world.left.isEmpty)
    }

    /// The kernel does not make again what it has not made.
    @Test func anAddressWrittenByHandIsNotLeft() throws {
        var world = world()
        let written = Link.Address(address: try ip("2001:db8:5::9"), prefixLength: 64, isUsable: true)
        world.change { $0.addresses.append(written) }
        world.plug(0, into: 0)
        world.run(for: .seconds(5))
        world.plug(0, into: 1)
        world.run(for: .seconds(5))
        #expect(world.left.flatMap(\.addresses).map(\.address) == [AccessInterface.address(2, in: 5)])
    }

    /// Back on the first link before it was left: its address stays.
    @Test func thereAndBackLeavesTheOther() {
        var world = world()
        world.plug(0, into: 0)
        world.run(for: .seconds(5))
        world.plug(0, into: 1)
        world.run(for: .seconds(1))
        world.plug(0, into: 0)
        world.run(for: .seconds(5))
        #expect(world.isAt(5))
        #expect(world.left.map(\.routers) == [[SimulatedRouter(6).linkLocal]])
        #expect(world.left.flatMap(\.addresses).map(\.address) == [AccessInterface.address(2, in: 6)])
    }

    // MARK: Configuration

    @Test(arguments: [0, 1, 2])
    func whatIsNotConfiguredIsNotFollowed(_ way: Int) {
        var world = world()
        world.plug(0, into: 0)
        world.run(for: .milliseconds(300))
        world.forget()
        world.configure {
            switch way {
            case 0: $0.isEnabled = false
            case 1: $0.mobileNode = nil
            default: $0.mobileNode?.interfaces.removeFirst()
            }
        }
        #expect(world.attachments.isEmpty && world.plane.watches.isEmpty)
        #expect(world.told == [.detached(AccessWorld.first)])
        world.forget()
        world.run(for: .seconds(60))
        #expect(world.sent.isEmpty && world.told.isEmpty)
    }

    @Test func shuttingDownEndsAllQuestions() {
        var world = world()
        world.plug(0, into: 0)
        world.run(for: .seconds(5))
        world.plug(0, into: 1, .silent)
        while world.plane.watches.isEmpty { world.run(for: .milliseconds(1)) }
        world.handle(.shutdown)
        #expect(world.plane.watches.isEmpty)
        #expect(world.attachments.count == 1)
        world.forget()
        world.wait(for: .seconds(20))
        #expect(world.probes.isEmpty && world.solicitations.isEmpty && world.detections.isEmpty)
    }
}
