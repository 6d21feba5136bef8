import Core
import Testing

/// Packets that are dropped: each is counted by its reason, none changes anything, none is answered.
@Suite struct DroppedPacketTests {
    private func reason(for octets: [UInt8], on interface: InterfaceIndex = Place.wideAreaInterface) -> DropReason? {
        var world = World()
        let before = world.snapshot
        let effects = world.receive(octets, on: interface)
        #expect(world.snapshot == before)
        #expect(world.sent.isEmpty)
        guard case .observe(.dropped(let reason, _, interface)) = effects.last else { return nil }
        #expect(world.counters.dropped == [reason: 1])
        return reason
    }

    @Test func octetsThatAreNoPacket() throws {
        let packet = BindingUpdateDraft().packet
        #expect(reason(for: []) == .malformedPacket)
        #expect(reason(for: [0x45]) == .malformedPacket)
        #expect(reason(for: [0x45] + packet.dropFirst()) == .malformedPacket)
        for length in [1, 39, 40, 63, packet.count - 1] {
            #expect(reason(for: Array(packet.prefix(length))) == .malformedPacket)
        }
    }

    @Test(
        arguments: [
            ("x_trunc", .malformedPacket), ("x_opt_no_len", .malformedMessage), ("x_cksum_hoti", .checksumError),
            ("x_altcoa_mcast", .careOfAddressNotRoutable), ("x_altcoa_loopback", .careOfAddressNotRoutable),
            ("x_src_linklocal", .careOfAddressNotRoutable), ("x_hoa_mcast", .homeAddressNotRoutable),
            ("x_ha_nonce", .authenticationMissing), ("x_cn_no_bad", .authorizationDataMissing),
            ("x_hoti_hao", .homeAddressOptionInTest), ("x_echo_hao_nobinding", .unexpectedMessage),
            ("x_hao_len", .malformedPacket), ("x_rh2_segs2", .malformedPacket), ("x_tunnel_spoof", .unexpectedMessage),
            ("x_dhaad_code", .malformedMessage), ("ba_ha_ok_plain", .unexpectedMessage), ("hot", .unexpectedMessage),
            ("bu_ha_esp", .unexpectedMessage), ("nd_takeover_na", nil), ("mpa", .unexpectedMessage),
        ] as [(String, DropReason?)])
    func theGoldenPacketsThatAreDropped(_ name: String, _ expected: DropReason?) throws {
        let packet = try WireVector.named(name).packet
        if let expected {
            #expect(reason(for: packet) == expected)
        } else {
            var world = World()
            #expect(world.receive(packet).isEmpty, "an advertisement that nobody waits for is nothing to tell of")
        }
    }

    /// Without the need for authentication the reasons behind it show.
    @Test(
        arguments: [
            ("x_ha_nonce", .nonceIndicesInHomeRegistration), ("x_nemo_no_h", .correspondentRegistration),
        ] as [(String, DropReason)])
    func theGoldenPacketsThatAreDroppedBehindAuthentication(_ name: String, _ reason: DropReason) throws {
        var world = World {
            $0.homeAgent.requiresAuthentication = false
            $0.homeAgent.hostGroups = []
        }
        world.receive(try WireVector.named(name).packet)
        #expect(world.outcomes == [.dropped(reason)])
    }

    /// RFC 6275 sections 10.3.1 and 15.1.
    @Test(
        arguments: [("x_hoa_not_home", .notHomeSubnet), ("x_altcoa_is_hoa", .invalidCareOfAddress)]
            as [(String, BindingStatus)])
    func theGoldenPacketsThatAreRefused(_ name: String, _ status: BindingStatus) throws {
        var world = World {
            $0.homeAgent.requiresAuthentication = false
            $0.homeAgent.hostGroups = []
        }
        world.receive(try WireVector.named(name).packet)
        #expect(world.outcomes == [.acknowledged(status)])
    }

    @Test func aFragmentIsNoMessage() {
        var packet = BindingUpdateDraft().with { $0.homeAddressOption = nil }.packet
        packet[6] = 44
        packet.insert(contentsOf: [135, 0, 0, 1, 0, 0, 0, 9], at: 40)
        packet[5] += 8
        #expect(reason(for: packet) == .unexpectedMessage)
    }

    @Test(arguments: [BindingUpdateDraft(), BindingUpdateDraft().with { $0.type = 99 }])
    func withMobilityOffNothingIsAnswered(_ update: BindingUpdateDraft) {
        var world = World { $0.isEnabled = false }
        #expect(world.outcome(of: update) == .dropped(.mobilityDisabled))
        #expect(world.sent.isEmpty)
    }

    @Test func anEngineWithoutAConfigurationDoesNothing() {
        var world = World()
        world.handle(.configured(MobilityConfiguration()))
        world.advance(by: .seconds(10))
        world.forget()
        #expect(world.outcome(of: BindingUpdateDraft()) == .dropped(.mobilityDisabled))
        #expect(world.engine.nextDeadline == nil)
    }

    @Test func everyReasonHasItsOwnCounter() {
        var counters = TrafficCounters()
        for (index, reason) in DropReason.allCases.enumerated() {
            for _ in 0...index {
                counters.record(
                    .dropped(reason, source: nil, interface: Place.homeInterface), at: Instant(nanoseconds: 0))
            }
        }
        for (index, reason) in DropReason.allCases.enumerated() {
            #expect(counters.dropped[reason] == UInt64(index + 1))
        }
    }
}
