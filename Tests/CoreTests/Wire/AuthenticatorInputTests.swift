import Core
import Testing

/// The octets that authenticators are computed over (crypto.json), taken from packets read, and from messages written.
@Suite struct AuthenticatorInputTests {
    struct File: Decodable {
        struct Case: Decodable {
            let name: String
            let mac_input: String
            let authenticator: String
        }

        struct MobilityCase: Decodable {
            let name: String
            let spi: UInt32
            let mobility_data: String
            let auth_data: String
        }

        let cases: [Case]
        let rfc4285: [MobilityCase]
    }

    /// One worked example, of either kind.
    struct Example {
        let name: String
        /// The two addresses, then the header up to the authenticator with a checksum of 0.
        let input: String
        let authenticator: String
    }

    private func examples() throws -> [Example] {
        let file = try Fixture.decode(File.self, from: "crypto.json")
        let all =
            file.cases.map { Example(name: $0.name, input: $0.mac_input, authenticator: $0.authenticator) }
            + file.rfc4285.map { Example(name: $0.name, input: $0.mobility_data, authenticator: $0.auth_data) }
        return all.filter { example in WireVector.all.contains { $0.name == example.name } }
    }

    @Test func areTheOctetsThatWereReceived() throws {
        let examples = try examples()
        #expect(examples.count >= 10)
        for example in examples {
            let vector = try WireVector.named(example.name)
            let read = try ReadPacket(vector.packet)
            guard case .mobility(let header) = read.content, let last = header.optionRanges.last else {
                Issue.record("\(example.name) has no options")
                continue
            }
            #expect(last.upperBound == header.length)
            var octets = Array(vector.packet[read.packet.upperLayer])
            octets[MobilityHeader.checksumOffset] = 0
            octets[MobilityHeader.checksumOffset + 1] = 0
            #expect(hex(octets.suffix(12)) == example.authenticator, "\(example.name)")
            #expect(hex(octets.dropLast(12)) == example.input.dropFirst(64), "\(example.name)")
        }
    }

    /// A message written with an authenticator of zeros has all the octets that its authenticator is computed over.
    @Test func areTheOctetsThatAreWritten() throws {
        for example in try examples() {
            let message = try #require(try ReadPacket(WireVector.named(example.name).packet).message)
            #expect(hex(Self.withoutAuthenticator(message).encoded().dropLast(12)) == example.input.dropFirst(64))
        }
    }

    @Test func namesTheSecurityAssociation() throws {
        for example in try Fixture.decode(File.self, from: "crypto.json").rfc4285 {
            guard let vector = WireVector.all.first(where: { $0.name == example.name }) else { continue }
            let option = try #require(try ReadPacket(vector.packet).message?.authentication)
            #expect(option.securityParameterIndex == example.spi)
            #expect(option.subtype == .mobileNodeHomeAgent)
            #expect(hex(option.authenticator) == example.auth_data)
        }
    }

    private static func withoutAuthenticator(_ message: MobilityMessage) -> MobilityMessage {
        let zeros = [UInt8](repeating: 0, count: 12)
        func cleared(_ options: [MobilityOption]) -> [MobilityOption] {
            options.map { option in
                switch option {
                case .bindingAuthorizationData: return .bindingAuthorizationData(zeros)
                case .authentication(var authentication):
                    authentication.authenticator = zeros
                    return .authentication(authentication)
                default: return option
                }
            }
        }
        switch message {
        case .bindingUpdate(var update):
            update.options = cleared(update.options)
            return .bindingUpdate(update)
        case .bindingAcknowledgement(var acknowledgement):
            acknowledgement.options = cleared(acknowledgement.options)
            return .bindingAcknowledgement(acknowledgement)
        default: return message
        }
    }
}
