import Testing

/// The simulated mobile node writes what independent tools agreed on.
@Suite struct SimulationTests {
    /// RFC 2202 section 3, test cases 1, 2 and 6.
    @Test func writesHMACSHA1() {
        #expect(
            hex(HandMadeHash.hmacSHA1(key: [UInt8](repeating: 0x0b, count: 20), message: Array("Hi There".utf8)))
                == "b617318655057264e28bc0b6fb378c8ef146be00")
        #expect(
            hex(HandMadeHash.hmacSHA1(key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8)))
                == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
        let longKey = [UInt8](repeating: 0xaa, count: 80)
        let text = "Test Using Larger Than Block-Size Key - Hash Key First"
        #expect(
            hex(HandMadeHash.hmacSHA1(key: longKey, message: Array(text.utf8)))
                == "aa4ae5e15272d00e95705637ce8a3b55ed402112")
    }

    @Test func writesTheGoldenBindingUpdates() throws {
        let plain = BindingUpdateDraft().with { $0.signatures = [] }
        try expect(plain.with { $0.sequenceNumber = 2 }, "bu_ha_noopt")
        let registration = plain.with { $0.alternateCareOfAddresses = [Place.careOf] }
        try expect(
            registration.with {
                $0.sequenceNumber = 3
                $0.flags = BindingUpdateDraft.homeRegistration
            }, "bu_ha_noack")
        try expect(
            plain.with {
                $0.sequenceNumber = 7
                $0.source = Place.homeAddress
                $0.homeAddressOption = nil
                $0.flags = 0xe000
                $0.lifetime = 0
            }, "bu_ha_delete_home")
    }

    @Test func writesTheGoldenAuthenticator() throws {
        let signature = BindingUpdateDraft.Signature(securityParameterIndex: 256, key: Array(0x30...0x3f))
        let identifier: [UInt8] = [8, 16, 1] + Array("mn1@example.org".utf8)
        let update = BindingUpdateDraft().with {
            $0.sequenceNumber = 30
            $0.alternateCareOfAddresses = [Place.careOf]
            $0.options = [identifier]
            $0.signatures = [signature]
        }
        try expect(update, "auth_bu")
    }

    private func expect(_ draft: BindingUpdateDraft, _ name: String) throws {
        #expect(hex(draft.packet) == hex(try WireVector.named(name).packet))
    }
}
