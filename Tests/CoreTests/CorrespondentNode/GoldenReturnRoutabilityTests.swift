import Core
import Testing

/// Return routability octet by octet, as independent tools have it: the worked example of crypto.json.
@Suite struct GoldenReturnRoutabilityTests {
    /// A correspondent at the address of the golden packets, that made a nonce for home tokens and 30 seconds later
    /// another one, for care-of tokens.
    private func makeWorld() throws -> World {
        var world = World(authenticator: ScriptedSecrets())
        world.handle(.linkChanged(.correspondent))
        world.receive(try WireVector.named("hoti").packet)
        world.advance(by: .seconds(30))
        world.receive(try WireVector.named("coti").packet)
        return world
    }

    private func answers(to name: String, in world: inout World) throws -> [String] {
        world.forget()
        world.receive(try WireVector.named(name).packet)
        return world.sent.map { hex($0.packet.octets) }
    }

    @Test func tokensAreTheGoldenOnes() throws {
        struct File: Decodable {
            let home_keygen_token: String
            let careof_keygen_token: String
        }
        let file = try Fixture.decode(File.self, from: "crypto.json")
        var world = World(authenticator: ScriptedSecrets())
        #expect(try answers(to: "hoti", in: &world) == [hex(WireVector.named("hot").packet)])
        world.advance(by: .seconds(30))
        world.receive(try WireVector.named("coti").packet)
        guard case .homeTest(let home) = world.sent.first?.read.message,
            case .careOfTest(let careOf) = world.sent.last?.read.message
        else {
            Issue.record("there are no tests")
            return
        }
        #expect((home.homeNonceIndex, careOf.careOfNonceIndex) == (258, 259))
        #expect(String(home.homeKeygenToken, radix: 16) == file.home_keygen_token.trimmingPrefix("0"))
        #expect(String(careOf.careOfKeygenToken, radix: 16) == file.careof_keygen_token.trimmingPrefix("0"))
    }

    @Test func theLifeOfABinding() throws {
        var world = try makeWorld()
        #expect(try answers(to: "bu_cn", in: &world) == [hex(WireVector.named("ba_cn_ok").packet)])
        #expect(try answers(to: "bu_cn_altcoa", in: &world).count == 1)
        #expect(
            world.engine.correspondentBindings(matching: .all, examining: 9).bindings.map(\.careOfAddress)
                == [Place.otherCareOf])
        #expect(world.sent.first?.destination == Place.careOf)
        #expect(world.sent.first?.routingHeaderHomeAddress == Place.homeAddress)
        #expect(try answers(to: "bu_cn_noack", in: &world).isEmpty)
        #expect(world.engine.numberOfCorrespondentBindings == 1)
        _ = try answers(to: "bu_cn_424s", in: &world)
        #expect(world.sent.first?.acknowledgement?.lifetime == 105)
        #expect(try answers(to: "bu_cn", in: &world).count == 1)
        #expect(world.statuses == [.sequenceNumberOutOfWindow])
        let deletedAtHome = try answers(to: "bu_cn_delete_home", in: &world)
        #expect(deletedAtHome == [hex(try WireVector.named("ba_cn_delete_home").packet)])
        #expect(world.engine.numberOfCorrespondentBindings == 0)
    }

    @Test func aStaleSequenceNumber() throws {
        var world = try makeWorld()
        world.receive(try WireVector.named("bu_cn").packet)
        #expect(try answers(to: "bu_cn", in: &world) == [hex(WireVector.named("ba_cn_135").packet)])
    }

    @Test func expiredNonces() throws {
        var world = try makeWorld()
        world.advance(by: .seconds(210))
        #expect(try answers(to: "bu_cn", in: &world) == [hex(WireVector.named("ba_cn_136").packet)])
        world.advance(by: .seconds(30))
        #expect(try answers(to: "bu_cn", in: &world) == [hex(WireVector.named("ba_cn_138").packet)])
    }

    @Test(
        arguments: [
            ("x_cn_no_bad", .dropped(.authorizationDataMissing)),
            ("x_cn_bad_padded", .dropped(.authorizationDataMisplaced)),
            ("x_cn_home_index", .acknowledged(.expiredHomeNonceIndex)),
            ("x_cn_both_index", .acknowledged(.expiredNonces)),
            ("x_hoti_hao", .dropped(.homeAddressOptionInTest)), ("x_cksum_hoti", .dropped(.checksumError)),
        ] as [(String, World.Outcome)])
    func whatIsWrong(_ name: String, _ outcome: World.Outcome) throws {
        var world = try makeWorld()
        let before = world.snapshot
        #expect(world.outcome(of: try WireVector.named(name).packet) == outcome)
        #expect(world.snapshot == before)
        #expect(world.acknowledgements.allSatisfy { $0.acknowledgement?.options == [] })
    }
}

extension Link {
    /// A link with the address of the correspondent in the golden packets.
    static let correspondent = Link(
        index: InterfaceIndex(rawValue: 4), name: "lan0", linkLayerAddress: nil, maximumTransmissionUnit: 1500,
        isRunning: true,
        addresses: [Link.Address(address: Place.correspondent, prefixLength: 64, isUsable: true)])
}
