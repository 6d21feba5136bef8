import Testing

@testable import Core

/// What a mobile node says to its home agent, and believes of it, where that has to be under ESP (RFC 6275 sections 5.1,
/// 5.2.5 and 5.4).
@Suite struct ProtectedMobileNodeTests {
    private static let payload = EncapsulatingSecurityPayload(
        securityParameterIndex: 0x2000,
        transform: .cipherBlockChaining(
            encryption: SecretKey(octets: [UInt8](repeating: 1, count: 16)),
            integrity: SecretKey(octets: [UInt8](repeating: 2, count: 32))))

    private static func ipsec(_ change: (inout IPsecConfiguration) -> Void = { _ in }) -> IPsecConfiguration {
        var ipsec = IPsecConfiguration(keying: .manual(ManualAssociations(inbound: payload, outbound: payload)))
        change(&ipsec)
        return ipsec
    }

    private func node(_ ipsec: IPsecConfiguration = ipsec()) -> RoamingNode {
        RoamingNode { $0.homeAddresses[0].ipsec = ipsec }
    }

    /// A node that registered from a link.
    private func registered(_ ipsec: IPsecConfiguration = ipsec()) -> RoamingNode {
        var node = node(ipsec)
        node.attach([.foreign()])
        node.receiveProtected(node.protectedAnswer())
        node.forget()
        return node
    }

    @Test func updatesLeaveUnderProtectionByThePathOfTheLink() throws {
        var node = node()
        node.attach([.foreign()])
        let packet = try #require(node.updates.first)
        #expect(packet.packet.delivery == .protected)
        #expect(packet.source == Place.careOf && packet.homeAddressOption == Place.homeAddress)
        #expect(packet.alternateCareOfAddress == Place.careOf, "ESP does not cover the source")
        #expect(packet.bindingUpdate?.options.contains { $0.isAuthentication(.mobileNodeHomeAgent) } == false)
        let path = try #require(node.plane.paths[Place.homeAddress])
        #expect(path.careOfAddress == Place.careOf && path.homeAgentAddress == Place.homeAgent)
        #expect(path.interface == .first && path.neighbor == .linkLocal(interfaceIdentifier: 2))
        #expect(path.ipsec == Self.ipsec())
    }

    @Test func onlyAnAnswerUnderProtectionIsBelieved() {
        var node = node()
        node.attach([.foreign()])
        #expect(node.dropOfAnswer() == .protectionMissing)
        #expect(node.drop(ofProtected: node.protectedAnswer(), by: Place.correspondent) == .protectionOfOthers)
        #expect(node.state == .registering)
        node.receiveProtected(node.protectedAnswer())
        #expect(node.state == .registered)
    }

    @Test func withoutProtectionNothingElseIsAskedFor() {
        var node = RoamingNode()
        node.attach([.foreign()])
        node.receiveProtected(node.protectedAnswer())
        #expect(node.state == .registering, "it has to be signed")
    }

    @Test func aHandoverChangesThePathAlone() {
        var node = registered()
        node.attach([.foreign(3, on: .second)])
        #expect(node.updates.map(\.packet.delivery) == [.protected])
        #expect(node.plane.paths[Place.homeAddress]?.interface == .second)
        #expect(node.plane.paths[Place.homeAddress]?.ipsec == Self.ipsec())
    }

    @Test func atHomeTheDeletionGoesToTheHomeAgentItself() throws {
        var node = registered()
        node.attach([.home()])
        node.advance(by: .milliseconds(100))
        let message = NeighborAdvertisement(
            flags: [.router, .override], target: Place.homeAgent,
            options: [.targetLinkLayerAddress(Place.homeAgentLinkLayer)])
        node.receive(
            IPv6PacketBuilder(source: Place.homeAgent, destination: .allNodes, hopLimit: 255)
                .packet(.neighborAdvertisement(message)))
        let packet = try #require(node.updates.first)
        #expect(packet.packet.delivery == .protected && packet.homeAddressOption == nil)
        #expect(packet.source == Place.homeAddress && packet.bindingUpdate?.lifetime == 0)
        let path = try #require(node.plane.paths[Place.homeAddress])
        #expect(path.careOfAddress == Place.homeAddress && path.neighbor == Place.homeAgent)
        #expect(path.linkLayerAddress == Place.homeAgentLinkLayer)
        node.receiveProtected(node.protectedAnswer())
        #expect(node.state == .atHome)
    }

    @Test func prefixDiscoveryIsProtectedToo() throws {
        var node = node()
        node.attach([.foreign()])
        node.receiveProtected(node.protectedAnswer { $0.status = .acceptedButPrefixDiscoveryNecessary })
        let sent = try #require(node.sent.last)
        guard case .mobilePrefixSolicitation(let solicitation) = sent.read.icmpv6 else {
            Issue.record("no Mobile Prefix Solicitation")
            return
        }
        #expect(sent.packet.delivery == .protected && sent.homeAddressOption == Place.homeAddress)
        let advertisement = MobilePrefixAdvertisement(identifier: solicitation.identifier, options: [])
        var clear = IPv6PacketBuilder(source: Place.homeAgent, destination: Place.careOf)
        clear.routingHeaderHomeAddress = Place.homeAddress
        #expect(node.drop(of: clear.packet(.mobilePrefixAdvertisement(advertisement))) == .protectionMissing)
        let octets = IPv6PacketBuilder(source: Place.homeAgent, destination: Place.homeAddress)
            .packet(.mobilePrefixAdvertisement(advertisement))
        #expect(node.drop(ofProtected: octets, by: Place.homeAddress) == nil)
        #expect(node.status?.homeLink != nil)
    }

    @Test func theTunnelSaysWhatOfItIsProtected() {
        #expect(registered().tunnel?.protection == .nothing)
        #expect(registered(Self.ipsec { $0.protectsReturnRoutability = true }).tunnel?.protection == .returnRoutability)
        #expect(registered(Self.ipsec { $0.protectsPayload = true }).tunnel?.protection == .everything)
    }

    @Test(arguments: [false, true])
    func homeTestsAreProtectedIfThatIsAskedFor(_ isProtected: Bool) throws {
        var node = registered(Self.ipsec { $0.protectsReturnRoutability = isProtected })
        let key = MobileRouteKey(homeAddress: Place.homeAddress, correspondent: Place.correspondent)
        node.handle(.mobileNode(.tunnelled(key)))
        let tests = node.sent.filter { $0.packet.delivery == .protected }
        #expect(tests.count == (isProtected ? 1 : 0))
        guard isProtected else { return }
        let test = try #require(tests.first)
        #expect(test.source == Place.homeAddress && test.destination == Place.correspondent)
        guard case .homeTestInit(let sent) = test.read.message else {
            Issue.record("not a Home Test Init")
            return
        }
        let answer = IPv6PacketBuilder(source: Place.correspondent, destination: Place.homeAddress)
            .packet(
                mobilityHeader: MobilityMessage.homeTest(
                    HomeTest(homeNonceIndex: 1, homeInitCookie: sent.homeInitCookie, homeKeygenToken: 5)
                ).encoded())
        let tunnelled = IPv6PacketBuilder(source: Place.homeAgent, destination: Place.careOf)
            .packet(nextHeader: .ipv6, payload: answer, checksumOffset: nil)
        #expect(node.drop(of: tunnelled) == .protectionMissing)
        #expect(node.drop(ofProtected: answer, by: Place.homeAddress) == nil)
    }

    @Test func protectedPayloadHasNoOtherWay() {
        var node = registered(Self.ipsec { $0.protectsPayload = true })
        node.handle(
            .mobileNode(
                .tunnelled(MobileRouteKey(homeAddress: Place.homeAddress, correspondent: Place.correspondent))))
        #expect(node.sent.isEmpty)
    }
}

extension RoamingNode {
    /// The home agent's answer to the last Binding Update, as it is after its ESP was removed.
    fileprivate func protectedAnswer(_ change: (inout AnswerDraft) -> Void = { _ in }) -> [UInt8] {
        AnswerDraft(updates.last) {
            $0.key = nil
            $0.routingHeader = nil
            $0.destination = Place.homeAddress
            change(&$0)
        }?.octets ?? []
    }

    fileprivate mutating func receiveProtected(_ octets: [UInt8], by owner: IPv6Address = Place.homeAddress) {
        handle(
            .packet(ReceivedPacket(interface: .first, linkLayerSource: nil, octets: octets, protection: owner)))
    }

    /// Why what came under ESP is dropped, if it is.
    fileprivate mutating func drop(ofProtected octets: [UInt8], by owner: IPv6Address) -> DropReason? {
        let before = observations.count
        receiveProtected(octets, by: owner)
        for case .dropped(let reason, _, _) in observations[before...] { return reason }
        return nil
    }
}
