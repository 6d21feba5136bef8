import Core
import Testing

/// Where an acknowledgement goes: to the update's source, by way of the home address unless that is the source, and to
/// the node itself when it is at home (RFC 6275 sections 9.5.4 and 10.3.2).
@Suite struct AcknowledgementAddressTests {
    private let update = BindingUpdateDraft()

    private func acknowledgement(of update: BindingUpdateDraft, in world: World = World()) throws -> SentPacket {
        var world = world
        world.receive(update)
        world.advance(by: .seconds(1))
        #expect(world.acknowledgements.count == 1)
        return try #require(world.acknowledgements.first)
    }

    @Test func awayItGoesToTheCareOfAddressWithARoutingHeader() throws {
        let sent = try acknowledgement(of: update)
        #expect(sent.destination == Place.careOf)
        #expect(sent.routingHeaderHomeAddress == Place.homeAddress)
        #expect(sent.source == Place.homeAgent)
        #expect(sent.packet.delivery == .routed)
        #expect(sent.read.packet.homeAddress == nil, "a home agent never sends a Home Address option")
    }

    /// The tunnel goes to the Alternate Care-of Address, the acknowledgement to where the update came from.
    @Test func anAlternateCareOfAddressGetsTheTunnelAlone() throws {
        var world = World()
        world.receive(update.with { $0.alternateCareOfAddresses = [Place.otherCareOf] })
        world.advance(by: .seconds(1))
        let sent = try #require(world.acknowledgements.first)
        #expect(sent.destination == Place.careOf)
        #expect(sent.routingHeaderHomeAddress == Place.homeAddress)
        #expect(world.plane.tunnels[Place.homeAddress]?.careOfAddress == Place.otherCareOf)
    }

    /// Of several the first counts: for the code, for the tunnel, for the answer.
    @Test func ofSeveralAlternateCareOfAddressesTheFirstCounts() {
        var world = World()
        world.receive(update.with { $0.alternateCareOfAddresses = [Place.otherCareOf, Place.correspondent] })
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        #expect(world.plane.tunnels[Place.homeAddress]?.careOfAddress == Place.otherCareOf)
    }

    /// A link-local source can register an Alternate Care-of Address; it is answered on its own link.
    @Test func aLinkLocalSourceIsAnsweredOnItsLink() throws {
        let sent = try acknowledgement(
            of: update.with {
                $0.source = .linkLocal(interfaceIdentifier: 0x52)
                $0.alternateCareOfAddresses = [Place.careOf]
            })
        #expect(sent.destination == .linkLocal(interfaceIdentifier: 0x52))
        #expect(sent.packet.delivery == .link(Place.wideAreaInterface))
        #expect(sent.routingHeaderHomeAddress == Place.homeAddress)
    }

    @Test func withoutAnAlternateALinkLocalSourceIsMetWithSilence() {
        var world = World()
        let outcome = world.outcome(of: update.with { $0.source = .linkLocal(interfaceIdentifier: 0x52) })
        #expect(outcome == .dropped(.careOfAddressNotRoutable))
    }

    // MARK: At home

    @Test func aNodeThatComesHomeIsAnsweredAtItsLinkLayerAddress() throws {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.receive(node.deregistrationAtHome())
        let sent = try #require(world.acknowledgements.first)
        #expect(sent.destination == Place.homeAddress)
        #expect(sent.routingHeaderHomeAddress == nil)
        #expect(sent.packet.delivery == .neighbor(Place.homeInterface, Place.nodeLinkLayer))
    }

    @Test func aHomeAddressOptionThatSaysWhatTheSourceSaysChangesNothing() throws {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.receive(node.deregistrationAtHome().with { $0.homeAddressOption = Place.homeAddress })
        let sent = try #require(world.acknowledgements.first)
        #expect(sent.acknowledgement?.status == .accepted)
        #expect(sent.routingHeaderHomeAddress == nil)
        #expect(sent.packet.delivery == .neighbor(Place.homeInterface, Place.nodeLinkLayer))
    }

    /// While the binding stands, neighbor discovery for the home address leads to the home agent: a refusal, too, goes
    /// to the node's own link-layer address (HA-39).
    @Test func aRefusalAtHomeReachesTheNode() throws {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        let old = node.deregistrationAtHome().with { $0.sequenceNumber = 1 }
        world.receive(old)
        let sent = try #require(world.acknowledgements.first)
        #expect(sent.acknowledgement?.status == .sequenceNumberOutOfWindow)
        #expect(sent.packet.delivery == .neighbor(Place.homeInterface, Place.nodeLinkLayer))
    }

    /// A home address that comes in from elsewhere is forged or a detour: it is answered by routing alone.
    @Test func onAnotherLinkTheHomeAddressIsNotAtHome() throws {
        var (world, node) = (World(), MobileNode())
        world.register(&node)
        world.receive(node.deregistrationAtHome().with { $0.interface = Place.wideAreaInterface })
        #expect(world.acknowledgements.first?.packet.delivery == .routed)
    }

    @Test func theGoldenAcknowledgementAtHome() throws {
        var world = World {
            $0.homeAgent.requiresAuthentication = false
            $0.homeAgent.hostGroups = []
        }
        var node = MobileNode(sequenceNumber: 5, signature: nil)
        world.register(&node)
        world.receive(try WireVector.named("bu_ha_delete_home").packet, on: Place.homeInterface)
        let packet = try #require(world.acknowledgements.first?.packet)
        #expect(hex(packet.octets) == hex(try WireVector.named("ba_ha_delete_home").packet))
    }

    // MARK: Its authenticator

    /// Every answer to an authenticated update is authenticated by the same association, over the update's care-of
    /// address and home address (RFC 4285 section 5.1).
    @Test(
        arguments: [
            BindingUpdateDraft(), BindingUpdateDraft().with { $0.alternateCareOfAddresses = [Place.otherCareOf] },
            BindingUpdateDraft().with { $0.alternateCareOfAddresses = [Place.homeAddress] },
            BindingUpdateDraft().with { $0.lifetime = 0 },
            BindingUpdateDraft().with {
                $0.source = Place.homeAddress
                $0.homeAddressOption = nil
                $0.lifetime = 0
            },
        ])
    func itIsAuthenticated(_ update: BindingUpdateDraft) throws {
        let sent = try acknowledgement(of: update)
        #expect(sent.isSigned(by: MobileNode.key, securityParameterIndex: 0x1000, for: update))
    }

    @Test func itIsAuthenticatedByTheAssociationOfTheUpdate() throws {
        let second = BindingUpdateDraft.Signature(securityParameterIndex: 0x2000, key: Array(7...30))
        let world = World {
            $0.homeAgent.hostGroups[0].securityAssociations.append(
                MobilitySecurityAssociation(securityParameterIndex: 0x2000, key: SecretKey(octets: Array(7...30))))
        }
        let signed = update.with { $0.signatures = [second] }
        let sent = try acknowledgement(of: signed, in: world)
        #expect(sent.isSigned(by: second.key, securityParameterIndex: 0x2000, for: signed))
        #expect(!sent.isSigned(by: MobileNode.key, securityParameterIndex: 0x1000, for: signed))
    }
}
