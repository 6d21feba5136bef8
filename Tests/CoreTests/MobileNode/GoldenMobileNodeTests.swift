import Core
import Testing

/// What a mobile node sends, octet by octet, as independent tools have it.
@Suite struct GoldenMobileNodeTests {
    private static let key = MobileRouteKey(homeAddress: Place.homeAddress, correspondent: Place.correspondent)
    private static let cookies: [UInt64] = [0x0011_2233_4455_6677, 0x8899_aabb_ccdd_eeff]

    /// A node without key, as the packets have none.
    private func makeNode(numbers: [UInt64], cookies: [UInt64] = cookies) -> RoamingNode {
        var node = RoamingNode(authenticator: ScriptedRandom(numbers: numbers, cookies: cookies)) {
            $0.homeAddresses[0].authentication = nil
        }
        node.attach([.foreign()])
        node.answer { $0.key = nil }
        node.forget()
        return node
    }

    /// The care-of keygen token of crypto.json.
    private static let careOfTest: [UInt8] = {
        let message = CareOfTest(
            careOfNonceIndex: 259, careOfInitCookie: cookies[1], careOfKeygenToken: 0x04d0_0e34_4b1b_fe3f)
        return IPv6PacketBuilder(source: Place.correspondent, destination: Place.careOf)
            .packet(mobilityHeader: MobilityMessage.careOfTest(message).encoded())
    }()

    @Test func theTestsAndTheUpdateOfACorrespondent() throws {
        var node = makeNode(numbers: [0, 99])
        node.handle(.mobileNode(.tunnelled(Self.key)))
        #expect(
            node.sent.map { hex($0.packet.octets) }
                == [hex(try WireVector.named("tunnel_hoti").packet), hex(try WireVector.named("coti").packet)])
        node.forget()
        node.receive(try WireVector.named("tunnel_hot").packet)
        #expect(node.sent.isEmpty)
        node.receive(Self.careOfTest)
        #expect(node.sent.map { hex($0.packet.octets) } == [hex(try WireVector.named("bu_cn").packet)])
        node.receive(try WireVector.named("ba_cn_ok").packet)
        #expect(node.plane.routes[Self.key]?.careOfAddress == Place.careOf)
        node.receive(try WireVector.named("be_1").packet)
        #expect(node.plane.routes.isEmpty)
    }

    @Test func theDeletionAtHome() throws {
        var node = RoamingNode(authenticator: ScriptedRandom(numbers: [5])) {
            $0.homeAddresses[0].authentication = nil
        }
        var link = Link.mobile(.first)
        link.addresses[0].address = .linkLocal(interfaceIdentifier: Place.homeAddress.interfaceIdentifier)
        node.handle(.linkChanged(link))
        node.attach([.foreign()])
        node.answer { $0.key = nil }
        node.forget()
        node.attach([.home().with { $0.routerLinkLayerAddress = nil }])
        #expect(node.sent.map { hex($0.packet.octets) } == [hex(try WireVector.named("bu_ha_delete_home").packet)])
        node.receive(try WireVector.named("ba_ha_delete_home").packet)
        #expect(node.state == .atHome)
    }

    @Test func theHomePrefixesAreAskedFor() throws {
        var node = RoamingNode(authenticator: ScriptedRandom(numbers: [0, 0x7777])) {
            $0.homeAddresses[0].authentication = nil
        }
        node.attach([.foreign()])
        node.answer {
            $0.key = nil
            $0.status = .acceptedButPrefixDiscoveryNecessary
        }
        #expect(node.sent.last.map { hex($0.packet.octets) } == hex(try WireVector.named("mps").packet))
        #expect(node.drop(of: try WireVector.named("x_mpa_no_rh2").packet) == .prefixAdvertisementUnexpected)
        #expect(node.drop(of: try WireVector.named("mpa").packet) == nil)
        #expect(node.counters.mobileNode.prefixAdvertisementsReceived == 1)
    }

    @Test func noGoldenPacketHarms() {
        var node = RoamingNode.registered()
        for vector in WireVector.all {
            for length in stride(from: vector.packet.count, to: 0, by: -7) {
                node.receive(Array(vector.packet.prefix(length)))
            }
        }
        #expect(node.state == .registered && node.place == .abroad)
    }
}
