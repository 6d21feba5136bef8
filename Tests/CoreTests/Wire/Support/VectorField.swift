import Core

/// What tshark calls a field, and where the codec has it. Fields of messages and options that the codec keeps as
/// octets are looked up in those octets.
enum VectorField {
    /// The field's value in a packet, as tshark writes it; `nil` if the packet has no such field or the name is unknown.
    static func value(_ name: String, in packet: ReadPacket) -> String? {
        readers[name]?(packet)
    }

    private typealias Reader = @Sendable (ReadPacket) -> String?

    private static let readers: [String: Reader] =
        header.merging(bindings) { first, _ in first }.merging(options) { first, _ in first }
        .merging(others) { first, _ in first }.merging(icmpv6) { first, _ in first }

    private static let header: [String: Reader] = [
        "mip6.mhtype": { ($0.message?.type.rawValue).map { "\($0)" } },
        "mip6.hlen": {
            if case .mobility(let header) = $0.content { "\(header.length / 8 - 1)" } else { nil }
        },
        "esp.spi": {
            guard $0.packet.upperLayerProtocol == .encapsulatingSecurityPayload, case .other(let octets) = $0.content
            else { return nil }
            return "0x" + hex(octets.prefix(4))
        },
    ]

    private static let bindings: [String: Reader] = [
        "mip6.hot.nindex": {
            if case .homeTest(let message) = $0.message { "\(message.homeNonceIndex)" } else { nil }
        },
        "mip6.bu.seqnr": { ($0.message?.bindingUpdate?.sequenceNumber).map { "\($0)" } },
        "mip6.bu.lifetime": { ($0.message?.bindingUpdate?.lifetime).map { "\($0)" } },
        "mip6.bu.a_flag": { updateFlag($0, .acknowledge) },
        "mip6.bu.k_flag": { updateFlag($0, .keyManagementMobilityCapability) },
        "mip6.bu.p_flag": { updateFlag($0, .proxyRegistration) },
        "mip6.bu.f_flag": { updateFlag($0, .forceUDPEncapsulation) },
        "mip6.nemo.bu.r_flag": { updateFlag($0, .mobileRouter) },
        "mip6.ba.status": { ($0.message?.bindingAcknowledgement?.status.rawValue).map { "\($0)" } },
        "mip6.ba.seqnr": { ($0.message?.bindingAcknowledgement?.sequenceNumber).map { "\($0)" } },
        "mip6.ba.lifetime": { ($0.message?.bindingAcknowledgement?.lifetime).map { "\($0)" } },
        "mip6.ba.p_flag": { acknowledgementFlag($0, .proxyRegistration) },
        "mip6.nemo.ba.r_flag": { acknowledgementFlag($0, .mobileRouter) },
        "mip6.be.status": { ($0.message?.bindingError?.status.rawValue).map { "\($0)" } },
        "mip6.be.haddr": { ($0.message?.bindingError?.homeAddress).map { "\($0)" } },
    ]

    private static let options: [String: Reader] = [
        "mip6.acoa.acoa": { ($0.message?.alternateCareOfAddress).map { "\($0)" } },
        "mip6.ni.hni": { ($0.message?.nonceIndices?.home).map { "\($0)" } },
        "mip6.ni.cni": { ($0.message?.nonceIndices?.careOf).map { "\($0)" } },
        "mip6.auth.subtype": { ($0.message?.authentication?.subtype.rawValue).map { "\($0)" } },
        "mip6.auth.mobility_spi": { ($0.message?.authentication?.securityParameterIndex).map { "\($0)" } },
        "mip6.mnid.subtype": {
            for case .mobileNodeIdentifier(let option) in $0.message?.options ?? [] { return "\(option.subtype)" }
            return nil
        },
        "mip6.nemo.mnp.pfl": { number($0.message?.unknownOption(6), 1..<2) },
        "mip6.vsm.vendorId": { number($0.message?.unknownOption(19), 0..<4) },
        "mip6.hi": { number($0.message?.unknownOption(23), 1..<2) },
        "mip6.att": { number($0.message?.unknownOption(24), 1..<2) },
        "mip6.ipv4ha.ha": { $0.message?.unknownOption(29)?.dropFirst(2).map { "\($0)" }.joined(separator: ".") },
        "mip6.natd.f_flag": { flag($0.message?.unknownOption(31), 0, 0x80) },
        "mip6.natd.refresh_t": { number($0.message?.unknownOption(31), 2..<6) },
        "mip6.bi.bid": { number($0.message?.unknownOption(35), 0..<2) },
    ]

    private static let others: [String: Reader] = [
        "mip6.has.num_addrs": { number($0.message?.unknownData, 0..<1) },
        "mip6.has.address": {
            $0.message?.unknownData.flatMap { IPv6Address(octets: $0[2..<18]) }.map { "\($0)" }
        },
        "mip6.hb.r_flag": { flag($0.message?.unknownData, 1, 0x01) },
        "mip6.hb.seqnr": { number($0.message?.unknownData, 2..<6) },
        "mip6.bri_br.type": { number($0.message?.unknownData, 0..<1) },
        "mip6.bri_r.trigger": { number($0.message?.unknownData, 1..<2) },
        "mip6.bri_status": { number($0.message?.unknownData, 1..<2) },
        "mip6.bri_seqnr": { number($0.message?.unknownData, 2..<4) },
    ]

    private static let icmpv6: [String: Reader] = [
        "icmpv6.type": { ($0.icmpv6?.type.rawValue).map { "\($0)" } },
        "icmpv6.nd.na.flag.r": { advertisementFlag($0, .router) },
        "icmpv6.nd.na.flag.s": { advertisementFlag($0, .solicited) },
        "icmpv6.nd.na.flag.o": { advertisementFlag($0, .override) },
        "icmpv6.nd.ra.flag.h": {
            guard case .routerAdvertisement(let message) = $0.icmpv6 else { return nil }
            return message.flags.contains(.homeAgent) ? "1" : "0"
        },
    ]

    private static func updateFlag(_ packet: ReadPacket, _ flag: BindingUpdateFlags) -> String? {
        packet.message?.bindingUpdate.map { $0.flags.contains(flag) ? "1" : "0" }
    }

    private static func acknowledgementFlag(_ packet: ReadPacket, _ flag: BindingAcknowledgementFlags) -> String? {
        packet.message?.bindingAcknowledgement.map { $0.flags.contains(flag) ? "1" : "0" }
    }

    private static func advertisementFlag(_ packet: ReadPacket, _ flag: NeighborAdvertisement.Flags) -> String? {
        guard case .neighborAdvertisement(let message) = packet.icmpv6 else { return nil }
        return message.flags.contains(flag) ? "1" : "0"
    }

    private static func number(_ octets: [UInt8]?, _ range: Range<Int>) -> String? {
        guard let octets, range.upperBound <= octets.count else { return nil }
        return "\(octets[range].reduce(0) { $0 << 8 | Int($1) })"
    }

    private static func flag(_ octets: [UInt8]?, _ index: Int, _ mask: UInt8) -> String? {
        guard let octets, octets.indices.contains(index) else { return nil }
        return octets[index] & mask != 0 ? "1" : "0"
    }
}
