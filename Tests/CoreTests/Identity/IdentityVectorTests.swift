import Core
import Testing

/// Golden packets with identifiers (Fixtures/identity-vectors.json), which tshark reads as they are meant.
@Suite struct IdentityVectorTests {
    private struct File: Decodable {
        struct Vector: Decodable {
            let name: String
            let hex: String
        }

        let vectors: [Vector]
    }

    private func packet(_ name: String) throws -> [UInt8] {
        let vectors = try Fixture.decode(File.self, from: "identity-vectors.json").vectors
        return octets(hex: try #require(vectors.first { $0.name == name }, "no vector is named \(name)").hex)
    }

    /// A home agent that knows Alice, by the key of the vectors.
    private func world(_ identifier: String = "alice@example.net") -> World {
        var world = World()
        world.configure { $0.homeAgent.hostGroups[0].identifier = NetworkAccessIdentifier(identifier) }
        return world
    }

    /// Padding of a message with two authentications is the sender's own: it is read, and written otherwise.
    @Test(arguments: ["identity_bu", "identity_bu_asks", "identity_bu_utf8", "identity_ba"])
    func isReadAndWritten(_ name: String) throws {
        let octets = try packet(name)
        #expect(hex(try ReadPacket(octets).encoded()) == hex(octets))
    }

    @Test(arguments: ["identity_bu", "identity_bu_asks", "identity_bu_aaa", "identity_bu_utf8", "identity_ba"])
    func cutShortItIsNone(_ name: String) throws {
        let octets = try packet(name)
        for length in 0..<octets.count {
            #expect(throws: WireError.self, "\(length) octets") { try ReadPacket(Array(octets.prefix(length))) }
            var world = world()
            world.receive(Array(octets.prefix(length)))
            #expect(world.acknowledgements.isEmpty && world.drops.count == 1)
        }
    }

    @Test(
        arguments: [
            ("identity_bu", "alice@example.net"), ("identity_bu_asks", "alice@example.net"),
            ("identity_bu_aaa", "alice@example.net"), ("identity_bu_utf8", "jörg@bücher.example"),
        ])
    func isAccepted(_ name: String, _ identifier: String) throws {
        var world = world(identifier)
        world.receive(try packet(name))
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        #expect(world.engine.binding(of: Place.homeAddress)?.identity?.description == identifier)
    }

    /// The answer to a node that asked for its home address, octet by octet.
    @Test func theAnswerIsTheGoldenOne() throws {
        var world = world()
        world.receive(try packet("identity_bu_asks"))
        world.advance(by: .seconds(1))
        #expect(world.acknowledgements.map { hex($0.packet.octets) } == [hex(try packet("identity_ba"))])
    }
}
