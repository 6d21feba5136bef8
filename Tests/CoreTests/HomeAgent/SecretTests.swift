import Core
import Testing

/// Keys never show, whatever prints what holds them.
@Suite struct SecretTests {
    /// A key whose octets, as text, decimal or hexadecimal, occur nowhere else.
    private static let key: [UInt8] = Array("ZWXYQJKVBPHGUDNO".utf8)

    private func isSecret(in text: String) -> Bool {
        let forms = [
            "ZWXYQJKV", hex(Self.key), hex(Self.key.prefix(4)),
            Self.key.prefix(4).map { "\($0)" }.joined(separator: ", "),
        ]
        return forms.allSatisfy { !text.lowercased().contains($0.lowercased()) }
    }

    private func printed(_ value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return [
            String(describing: value), String(reflecting: value), dumped, "\(value)", "\(Mirror(reflecting: value))",
        ]
    }

    private func world() -> World {
        World { $0.homeAgent.hostGroups = [.simulated("MN0", Place.homeAddress, key: Self.key)] }
    }

    @Test func theTestSeesAKeyThatShows() {
        #expect(!printed(Self.key).allSatisfy(isSecret))
        #expect(!isSecret(in: "key ZWXYQJKVBPHGUDNO"))
    }

    @Test func aKeyPrintsAsSecret() {
        let key = SecretKey(octets: Self.key)
        #expect(printed(key).allSatisfy(isSecret))
        #expect(printed([key]).allSatisfy(isSecret))
        #expect(printed(Optional(key) as Any).allSatisfy(isSecret))
        #expect("\(key)" == "<secret>")
        #expect(key.octets == Self.key)
    }

    @Test func whatHoldsAKeyDoesNotShowIt() {
        let world = world()
        #expect(printed(world.configuration).allSatisfy(isSecret))
        #expect(printed(world.configuration.homeAgent.hostGroups).allSatisfy(isSecret))
        #expect(printed(Event.configured(world.configuration)).allSatisfy(isSecret))
        #expect(printed(world.engine).allSatisfy(isSecret))
    }

    /// Observations become log lines; requests carry the association they were authenticated by.
    @Test func observationsAndEffectsDoNotShowIt() {
        var world = world()
        var node = MobileNode(signature: BindingUpdateDraft.Signature(key: Self.key))
        var effects = world.receive(node.update())
        effects += world.advance(by: .seconds(1))
        effects += world.receive(node.update().with { $0.signatures[0].isForged = true })
        effects += world.receive(node.draft().with { $0.alternateCareOfAddresses = [Place.homeAddress] })
        effects += world.receive(node.deregistration())
        #expect(world.statuses.count == 4)
        #expect(effects.count > 10)
        for effect in effects {
            #expect(printed(effect).allSatisfy(isSecret))
        }
        #expect(printed(world.engine).allSatisfy(isSecret))
    }
}
