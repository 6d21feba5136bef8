import Cryptography
import Testing

@testable import Core

/// The golden packets of RFC 4285, whose authenticators another tool computed.
@Suite struct GoldenAuthenticationTests {
    private static let key: [UInt8] = Array(0x30...0x3f)

    private func world(key: [UInt8] = Self.key, spi: UInt32 = 256) -> World {
        World { $0.homeAgent.hostGroups = [.simulated("MN0", Place.homeAddress, key: key, spi: spi)] }
    }

    /// With an identifier, and with a timestamp that nobody asked for, the sequence number protects.
    @Test(arguments: ["auth_bu", "auth_bu_ts"])
    func theGoldenUpdateIsAccepted(_ name: String) throws {
        var world = world()
        world.receive(try WireVector.named(name).packet)
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        #expect(world.engine.binding(of: Place.homeAddress)?.careOfAddress == Place.careOf)
        let request = BindingUpdateDraft().with { $0.alternateCareOfAddresses = [Place.careOf] }
        let answer = try #require(world.acknowledgements.first)
        #expect(answer.isSigned(by: Self.key, securityParameterIndex: 256, for: request))
    }

    @Test func underAnotherKeyItIsRefused() throws {
        var world = world(key: Array(0x31...0x40))
        world.receive(try WireVector.named("auth_bu").packet)
        #expect(world.outcomes == [.acknowledged(.authenticationFailed)])
        var other = self.world(spi: 257)
        other.receive(try WireVector.named("auth_bu").packet)
        #expect(other.outcomes == [.dropped(.unknownSecurityParameterIndex)])
    }

    /// Every octet that the code covers, turned over in one bit, makes it wrong; the checksum is put right.
    @Test func everyOctetOfTheMessageCounts() throws {
        let packet = try WireVector.named("auth_bu").packet
        let headerStart = 64
        // Sequence number, lifetime, the care-of address and the identifier; types and lengths are for the codec.
        for index in [70, 71, 74, 75] + Array(80..<96) + Array(99..<114) {
            var changed = packet
            changed[index] ^= 1
            let isUpper = (index - headerStart) % 2 == 0
            let change: Int = (Int(changed[index]) - Int(packet[index])) * (isUpper ? 256 : 1)
            let checksum = Int(packet[68]) << 8 | Int(packet[69])
            let mended = ((checksum - change) % 0xffff + 0xffff) % 0xffff
            changed[68] = UInt8(mended >> 8)
            changed[69] = UInt8(mended & 0xff)
            var world = world()
            world.receive(changed)
            #expect(world.outcomes == [.acknowledged(.authenticationFailed)], "octet \(index)")
        }
    }

    /// The engine's own answers, octet by octet: accepted, without a timestamp, and with one that was used before.
    @Test func theAnswersAreTheGoldenOnes() throws {
        var world = world()
        world.configure { $0.homeAgent.hostGroups[0].identifier = NetworkAccessIdentifier("mn1@example.org") }
        world.receive(try WireVector.named("auth_bu").packet)
        world.advance(by: .seconds(1))
        let accepted = try #require(world.acknowledgements.first)
        let golden = try #require(
            try Fixture.decode(AuthenticatorInputTests.File.self, from: "crypto.json").rfc4285.first {
                $0.name == "auth_ba"
            })
        let message = accepted.packet.octets[accepted.read.packet.upperLayer]
        #expect(
            hex(Array(message.prefix(4) + [0, 0] + message.dropFirst(6)))
                == String(golden.mobility_data.dropFirst(64)) + golden.auth_data)
        world.configure { $0.homeAgent.hostGroups[0].securityAssociations[0].replayWindow = 7 }
        world.handle(.clockSet(NetworkTimestamp(rawValue: 0xe900_0000_0000_0000)))
        world.forget()
        world.receive(try WireVector.named("auth_bu_ts").packet)
        world.receive(try WireVector.named("auth_bu_ts").packet)
        let signature = BindingUpdateDraft.Signature(securityParameterIndex: 256, key: Self.key)
        world.receive(
            BindingUpdateDraft().with {
                $0.sequenceNumber = 31
                $0.signatures = [signature]
                $0.name("mn1@example.org")
            })
        #expect(world.statuses.map(\.rawValue) == [0, 144, 145])
        let expected = [try WireVector.named("auth_ba_144").packet, try WireVector.named("auth_ba_145").packet]
        #expect(world.acknowledgements.dropFirst().map { hex($0.packet.octets) } == expected.map { hex($0) })
    }

    /// What a home agent that knows the node's identifier would answer, octet by octet.
    @Test func theAuthenticatorOfAnAcknowledgementIsTheGoldenOne() throws {
        let golden = try #require(
            try Fixture.decode(AuthenticatorInputTests.File.self, from: "crypto.json").rfc4285.first {
                $0.name == "auth_ba"
            })
        let association = MobilitySecurityAssociation(
            securityParameterIndex: 256, key: SecretKey(octets: Self.key))
        let received = ReceivedPacket(
            interface: Place.wideAreaInterface, linkLayerSource: nil, octets: try WireVector.named("auth_bu").packet)
        let read = try ReadPacket(received.octets)
        let update = try #require(read.message?.bindingUpdate)
        let identifier = MobileNodeIdentifierOption(subtype: 1, identifier: Array("mn1@example.org".utf8))
        let acknowledgement = BindingAcknowledgement(
            status: .accepted, sequenceNumber: 30, lifetime: 900, options: [.mobileNodeIdentifier(identifier)])
        let authentication = Authentication(
            authenticator: SwiftCryptoAuthenticator(), hostGroups: HostGroupTable([]), isRequired: true)
        let signed = authentication.sign(
            acknowledgement, answering: RegistrationRequest(update, in: read.packet, received: received),
            by: association)
        #expect(hex(signed) == String(golden.mobility_data.dropFirst(64)) + golden.auth_data)
    }
}
