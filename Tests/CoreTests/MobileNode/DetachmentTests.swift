import Core
import Testing

/// A node that gives up its registrations.
@Suite struct DetachmentTests {
    @Test func theOperatorMayKeepItAway() throws {
        var node = RoamingNode.registered()
        node.configure { $0.isDetached = true }
        let update = try #require(node.updates.first)
        #expect(update.bindingUpdate?.lifetime == 0 && update.source == Place.careOf)
        #expect(update.homeAddressOption == Place.homeAddress && update.isSignedUpdate)
        #expect(update.bindingUpdate?.flags == [.acknowledge, .homeRegistration])
        #expect(node.place == .idle && node.tunnel == nil && node.entry?.state == .deregistering)
        node.advance(by: .milliseconds(100))
        node.answer()
        #expect(node.state == .detached && node.entry == nil)
        node.advance(by: .seconds(2))
        #expect(node.plane.entrances.isEmpty)
        node.attach([.foreign(3)])
        node.advance(by: .seconds(3600))
        #expect(node.updates.count == 1)
        node.configure { $0.isDetached = false }
        #expect(node.updates.count == 2)
        node.answer()
        #expect(node.state == .registered)
    }

    @Test func withoutAnAnswerItStaysAwayAllTheSame() {
        var node = RoamingNode.registered()
        node.configure { $0.isDetached = true }
        node.advance(by: .seconds(60))
        #expect(node.updates.count == 5 && node.state == .detached)
    }

    @Test func whatIsNotRegisteredNeedsNoDeletion() {
        var node = RoamingNode { $0.isDetached = true }
        node.attach([.foreign()])
        #expect(node.sent.isEmpty && node.state == .detached && node.place == .idle)
    }

    @Test func aHomeAddressThatIsNotConfiguredAnyMoreIsTakenBack() {
        var node = RoamingNode.registered()
        node.configure { $0.homeAddresses = [] }
        #expect(node.updates.map { $0.bindingUpdate?.lifetime } == [0])
        #expect(node.plane.places.isEmpty && node.plane.tunnels.isEmpty && node.plane.entrances.isEmpty)
        node.advance(by: .seconds(3600))
        #expect(node.updates.count == 1)
        #expect(node.engine.mobileNodeStatus.homeAddresses.isEmpty)
    }

    @Test func switchedOffItIsGone() {
        var node = RoamingNode.registered()
        node.reconfigure { $0.isEnabled = false }
        #expect(node.updates.count == 1 && node.plane.places.isEmpty)
        #expect(node.engine.nextDeadline == nil)
    }

    @Test func anEndOfTheDaemonIsToldOnce() {
        var node = RoamingNode.registered()
        node.handle(.shutdown)
        #expect(node.updates.map { $0.bindingUpdate?.lifetime } == [0])
        #expect(node.updates.first?.bindingUpdate?.flags.contains(.acknowledge) == true)
    }

    @Test func atHomeThereIsNothingToTell() {
        var node = RoamingNode()
        node.attach([.home()])
        node.handle(.shutdown)
        #expect(node.sent.isEmpty)
    }

    @Test func severalHomeAddressesAreIndependent() {
        var node = RoamingNode {
            var other = HomeAddressConfiguration(InterfaceAddress(address: Place.otherHomeAddress, prefixLength: 64))
            other.homeAgent = .address(Place.homeAgent)
            $0.homeAddresses.append(other)
        }
        node.attach([.foreign()])
        #expect(node.updates.map(\.homeAddressOption) == [Place.homeAddress, Place.otherHomeAddress])
        node.answer { $0.key = nil }
        #expect(node.engine.mobileNodeStatus.homeAddresses.map(\.state) == [.registering, .registered])
        node.configure { $0.homeAddresses.removeFirst() }
        #expect(node.engine.mobileNodeStatus.homeAddresses.map(\.state) == [.registered])
        #expect(node.tunnel == nil && node.plane.tunnels[Place.otherHomeAddress] != nil)
    }

    @Test func thereAreNoMoreThanSixteen() {
        let node = RoamingNode {
            $0.homeAddresses = (0..<40).map {
                HomeAddressConfiguration(InterfaceAddress(address: Place.homeAddress($0), prefixLength: 64))
            }
        }
        #expect(node.engine.mobileNodeStatus.homeAddresses.count == 16)
    }
}
