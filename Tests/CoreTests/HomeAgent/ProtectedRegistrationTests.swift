import Core
import Testing

/// Registrations and prefix discovery under ESP (RFC 6275 section 5.1).
@Suite struct ProtectedRegistrationTests {
    private static let protected = BindingUpdateDraft().with {
        $0.signatures = []
        $0.protection = Place.homeAddress
    }
    private static let unprotected = protected.with { $0.protection = nil }

    private static func ipsec(_ change: (inout IPsecConfiguration) -> Void = { _ in }) -> World {
        World { configuration in
            var ipsec = IPsecConfiguration()
            change(&ipsec)
            configuration.homeAgent.hostGroups[0].ipsec = ipsec
        }
    }

    private static func registered(_ change: (inout IPsecConfiguration) -> Void = { _ in }) -> World {
        var world = ipsec(change)
        world.receive(protected)
        world.advance(by: .seconds(1))
        return world
    }

    @Test func whatCameUnderESPNeedsNoOtherProof() throws {
        let world = Self.registered()
        let answer = try #require(world.acknowledgements.first)
        #expect(world.statuses == [.accepted])
        #expect(answer.packet.delivery == .protected)
        #expect(answer.acknowledgement?.options == [])
        #expect(answer.destination == Place.careOf && answer.routingHeaderHomeAddress == Place.homeAddress)
        #expect(world.engine.binding(of: Place.homeAddress)?.isProtected == true)
    }

    @Test func eitherProofWillDo() {
        var world = Self.ipsec()
        world.receive(BindingUpdateDraft())
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        #expect(world.acknowledgements.first?.packet.delivery == .routed)
        #expect(world.engine.binding(of: Place.homeAddress)?.isProtected == false)
    }

    @Test func withoutProofThereIsNoBinding() {
        var world = Self.ipsec()
        #expect(world.outcome(of: Self.unprotected) == .dropped(.protectionMissing))
        world.configure { $0.homeAgent.requiresAuthentication = false }
        #expect(world.outcome(of: Self.unprotected) == .dropped(.protectionMissing))
        #expect(world.engine.binding(of: Place.homeAddress) == nil)
    }

    @Test func theAssociationOfAnotherIsNoProof() {
        var world = Self.ipsec()
        let update = Self.protected.with { $0.protection = Place.otherHomeAddress }
        #expect(world.outcome(of: update) == .dropped(.protectionOfOthers))
    }

    /// An association that is configured no more proves nothing.
    @Test func withoutIPsecItIsNoProof() {
        var world = World()
        #expect(world.outcome(of: Self.protected) == .dropped(.authenticationMissing))
    }

    @Test func aRefusalIsProtectedToo() throws {
        var world = Self.registered()
        world.forget()
        world.receive(Self.protected)
        #expect(world.statuses == [.sequenceNumberOutOfWindow])
        #expect(world.acknowledgements.first?.packet.delivery == .protected)
    }

    @Test func aNodeAtHomeIsAnsweredUnderESP() throws {
        var world = Self.registered()
        world.forget()
        world.receive(
            Self.protected.with {
                $0.source = Place.homeAddress
                $0.homeAddressOption = nil
                $0.sequenceNumber = 2
                $0.lifetime = 0
                $0.interface = Place.homeInterface
            })
        #expect(world.statuses == [.accepted])
        #expect(world.acknowledgements.first?.packet.delivery == .protected)
        #expect(world.acknowledgements.first?.destination == Place.homeAddress)
    }

    @Test func prefixesAreAskedForAndToldUnderESP() throws {
        var world = Self.registered()
        world.forget()
        let node = MobileNode()
        world.receive(node.solicitation())
        #expect(world.drops == [.protectionMissing])
        world.handle(
            .packet(
                ReceivedPacket(
                    interface: Place.wideAreaInterface, linkLayerSource: nil, octets: node.solicitation(),
                    protection: Place.otherHomeAddress)))
        #expect(world.drops == [.protectionMissing, .protectionOfOthers])
        #expect(world.sent.isEmpty)
        world.handle(
            .packet(
                ReceivedPacket(
                    interface: Place.wideAreaInterface, linkLayerSource: nil, octets: node.solicitation(),
                    protection: Place.homeAddress)))
        #expect(try #require(world.prefixAdvertisements.first).packet.delivery == .protected)
    }

    @Test func tunnelsFollowWhatIsToBeProtected() {
        var world = Self.registered { $0.protectsReturnRoutability = true }
        #expect(world.plane.tunnels[Place.homeAddress]?.protection == .returnRoutability)
        world.configure { $0.homeAgent.hostGroups[0].ipsec?.protectsPayload = true }
        #expect(world.plane.tunnels[Place.homeAddress]?.protection == .everything)
        world.configure { $0.homeAgent.hostGroups[0].ipsec = nil }
        #expect(world.plane.tunnels[Place.homeAddress]?.protection == .nothing)
        world.handle(.clearBindings(.all))
        #expect(world.plane.tunnels[Place.homeAddress] == nil)
    }

    /// What comes out of a tunnel looks alike, whether it was protected or not.
    @Test func homeTestInitsOfAProtectedNodeAreNotAnswered() {
        var world = Self.registered { $0.protectsReturnRoutability = true }
        world.forget()
        let message = MobilityMessage.homeTestInit(HomeTestInit(homeInitCookie: 7))
        world.receive(
            IPv6PacketBuilder(source: Place.homeAddress, destination: Place.homeAgent)
                .packet(mobilityHeader: message.encoded()))
        #expect(world.drops == [.protectionMissing] && world.sent.isEmpty)
    }
}
