import Core
import Testing

/// The malformed packets: what the codec refuses, and what it hands on for the engine to refuse.
@Suite struct InvalidVectorTests {
    /// What comes of a packet at this layer.
    enum Outcome: Sendable {
        /// It is refused; the offset is from the start of what was parsed.
        case refused(WireError.Code, offset: Int)
        /// It is read, and what is wrong with it can be seen.
        case read(@Sendable (ReadPacket) -> Bool)
    }

    @Test func isComplete() {
        #expect(Set(Self.outcomes.keys) == Set(WireVector.all.filter { !$0.valid }.map(\.name)))
        #expect(Self.outcomes.count >= 30)
    }

    @Test(arguments: WireVector.all.filter { !$0.valid })
    func comesOutAsExpected(_ vector: WireVector) throws {
        switch try #require(Self.outcomes[vector.name]) {
        case .refused(let code, let offset):
            #expect(throws: WireError(code, offset: offset)) { try ReadPacket(vector.packet) }
        case .read(let isVisible):
            let read = try ReadPacket(vector.packet)
            #expect(isVisible(read), "\(vector.expect)")
        }
    }

    /// The offset in the Mobility Header and the header's place make the pointer of a Parameter Problem.
    @Test(arguments: WireVector.all.filter { $0.pointer != nil })
    func pointsAtTheFault(_ vector: WireVector) throws {
        let packet = try IPv6Packet(parsing: vector.packet.span)
        let error = try #require(throws: WireError.self) { try ReadPacket(vector.packet) }
        #expect(packet.upperLayer.lowerBound + error.offset == vector.pointer)
    }

    @Test func showsAMulticastHomeAddress() throws {
        let packet = try IPv6Packet(parsing: WireVector.named("x_rh2_mcast").packet.span)
        #expect(packet.routingHeaderHomeAddress?.isMulticast == true)
    }

    private static let outcomes: [String: Outcome] = [
        "x_cksum_hoti": .refused(.checksum, offset: 4),
        "x_mhtype": .read { $0.message?.type.rawValue == 99 && $0.message?.unknownData != nil },
        "x_mhtype_and_proto": .read { $0.message?.type.rawValue == 99 && $0.message?.unknownData != nil },
        "x_proto": .refused(.payloadProtocol, offset: 0),
        "x_hlen_bu": .refused(.headerLength, offset: 1),
        "x_trunc": .refused(.truncated, offset: 44),
        "x_opt_no_len": .refused(.optionOverrun, offset: 15),
        "x_altcoa_mcast": .read { $0.message?.alternateCareOfAddress?.isUnicastRoutable == false },
        "x_altcoa_loopback": .read { $0.message?.alternateCareOfAddress?.isUnicastRoutable == false },
        "x_altcoa_is_hoa": .read {
            $0.packet.homeAddress != nil && $0.message?.alternateCareOfAddress == $0.packet.homeAddress
        },
        "x_src_linklocal": .read { !$0.packet.header.source.isUnicastRoutable },
        "x_hoa_mcast": .read { $0.packet.homeAddress?.isUnicastRoutable == false },
        "x_hoa_not_home": .read { $0.packet.homeAddress == IPv6Address("2001:db8:ffff::1") },
        "x_ha_nonce": .read {
            $0.message?.nonceIndices != nil && $0.message?.bindingUpdate?.flags.contains(.homeRegistration) == true
        },
        "x_cn_no_bad": .read { $0.message?.nonceIndices != nil && authorizationEnd($0) == nil },
        "x_cn_bad_padded": .read { authorizationEnd($0).map { $0.end < $0.length } == true },
        "x_cn_home_index": .read { $0.message?.nonceIndices?.home == 0x7777 },
        "x_cn_both_index": .read {
            $0.message?.nonceIndices?.home == 0x7777 && $0.message?.nonceIndices?.careOf == 0x7777
        },
        "x_hoti_hao": .read { $0.message?.type == .homeTestInit && $0.packet.homeAddress != nil },
        "x_echo_hao_nobinding": .read { $0.icmpv6?.type.rawValue == 128 && $0.packet.homeAddressOptionOffset == 46 },
        "x_hao_len": .refused(.homeAddressOptionLength, offset: 47),
        "x_hao_after_frag": .refused(.homeAddressOptionOrder, offset: 54),
        "x_rh2_segs2": .refused(.routingHeaderSegmentsLeft, offset: 43),
        // Its checksum is over the care-of address; `showsAMulticastHomeAddress` looks at the rest.
        "x_rh2_mcast": .refused(.checksum, offset: 2),
        "x_rh2_to_cn": .read { $0.packet.routingHeaderHomeAddress != nil },
        "x_tunnel_spoof": .read { $0.packet.header.source == IPv6Address("2001:db8:bad::1") },
        "x_dhaad_code": .refused(.messageCode, offset: 1),
        "x_mps_no_hao": .read { $0.icmpv6?.type == .mobilePrefixSolicitation && $0.packet.homeAddress == nil },
        "x_mpa_no_rh2": .read {
            $0.icmpv6?.type == .mobilePrefixAdvertisement && $0.packet.routingHeaderHomeAddress == nil
        },
        "x_nemo_no_h": .read {
            $0.message?.bindingUpdate?.flags.isDisjoint(with: [.mobileRouter, .homeRegistration]) == false
                && $0.message?.bindingUpdate?.flags.contains(.homeRegistration) == false
        },
    ]

    /// Where the Binding Authorization Data option ends, and the message.
    private static func authorizationEnd(_ packet: ReadPacket) -> (end: Int, length: Int)? {
        guard case .mobility(let header) = packet.content else { return nil }
        for (option, range) in zip(header.message.options, header.optionRanges) {
            if case .bindingAuthorizationData = option { return (range.upperBound, header.length) }
        }
        return nil
    }
}
