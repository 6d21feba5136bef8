import Core
import Testing

/// Refusals octet by octet as independent tools have them (RFC 6275 section 6.1.8).
@Suite struct GoldenRefusalTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let vector: String
        var update = BindingUpdateDraft().with { $0.signatures = [] }
        var prepare: @Sendable (inout World) -> Void = { _ in }
        var then: @Sendable (inout World) -> Void = { _ in }

        var testDescription: String { vector }

        static let all = [
            Refusal(
                vector: "ba_ha_128", prepare: { $0.answers = .immediately(.failed("no such map")) },
                then: { $0.advance(by: .seconds(1)) }),
            Refusal(
                vector: "ba_ha_131",
                prepare: { world in world.configure { $0.interfaces["home0"]?.isHomeLink = false } }),
            Refusal(
                vector: "ba_ha_132",
                prepare: { world in
                    world.handle(.linkRemoved(Place.homeInterface))
                    world.configure {
                        $0.interfaces["home0"]?.addresses =
                            [InterfaceAddress(address: Place.elsewhere, prefixLength: 64)]
                    }
                }),
            Refusal(vector: "ba_ha_133", update: BindingUpdateDraft().with { ($0.signatures, $0.lifetime) = ([], 0) }),
            Refusal(vector: "ba_ha_134", then: { $0.receiveAdvertisement(of: Place.homeAddress) }),
            Refusal(
                vector: "ba_ha_174",
                update: BindingUpdateDraft().with {
                    $0.signatures = []
                    $0.alternateCareOfAddresses = [Place.homeAddress]
                }),
        ]
    }

    @Test(arguments: Refusal.all)
    func itIsTheGoldenOne(_ refusal: Refusal) throws {
        var world = World {
            $0.homeAgent.requiresAuthentication = false
            $0.homeAgent.hostGroups = []
        }
        refusal.prepare(&world)
        world.forget()
        world.receive(refusal.update)
        refusal.then(&world)
        #expect(world.acknowledgements.count == 1)
        let packet = try #require(world.acknowledgements.first?.packet)
        #expect(hex(packet.octets) == hex(try WireVector.named(refusal.vector).packet))
        #expect(packet.delivery == .routed)
    }
}
