import Core

extension SentPacket {
    var addressDiscoveryReply: HomeAgentAddressDiscoveryReply? {
        if case .homeAgentAddressDiscoveryReply(let message) = read.icmpv6 { message } else { nil }
    }
    var prefixAdvertisement: MobilePrefixAdvertisement? {
        if case .mobilePrefixAdvertisement(let message) = read.icmpv6 { message } else { nil }
    }
    /// The prefixes of a Mobile Prefix Advertisement.
    var advertisedPrefixes: [PrefixInformation] {
        (prefixAdvertisement?.options ?? []).compactMap {
            if case .prefixInformation(let prefix) = $0 { prefix } else { nil }
        }
    }
}

extension World {
    var addressDiscoveryReplies: [SentPacket] { sent.filter { $0.addressDiscoveryReply != nil } }
    var prefixAdvertisements: [SentPacket] { sent.filter { $0.prefixAdvertisement != nil } }
}

extension MobileNode {
    /// A Mobile Prefix Solicitation.
    func solicitation(identifier: UInt16 = 0x7777) -> [UInt8] {
        var builder = IPv6PacketBuilder(source: careOfAddress, destination: Place.homeAgent)
        builder.homeAddress = homeAddress
        let message: [UInt8] = [146, 0, 0, 0, UInt8(identifier >> 8), UInt8(identifier & 0xff), 0, 0]
        return builder.packet(nextHeader: .icmpv6, payload: message, checksumOffset: 2)
    }
}

/// A Home Agent Address Discovery Request as a mobile node, or somebody else, sends it.
struct DiscoveryRequestDraft: Sendable {
    /// The home agents of the simulated home link.
    static let anycast = IPv6Address(rawValue: Place.homePrefix.address.rawValue | 0xfdff_ffff_ffff_fffe)

    var source = Place.careOf
    var destination = anycast
    var identifier: UInt16 = 0x55aa
    /// The 16 bits behind the identifier, the R flag first (RFC 3963 section 7.1).
    var reserved: UInt16 = 0
    var code: UInt8 = 0
    var interface = Place.wideAreaInterface

    /// Changes a copy.
    func with(_ change: (inout DiscoveryRequestDraft) -> Void) -> DiscoveryRequestDraft {
        var copy = self
        change(&copy)
        return copy
    }

    /// The packet.
    var octets: [UInt8] {
        let message: [UInt8] = [
            144, code, 0, 0, UInt8(identifier >> 8), UInt8(identifier & 0xff), UInt8(reserved >> 8),
            UInt8(reserved & 0xff),
        ]
        return IPv6PacketBuilder(source: source, destination: destination)
            .packet(nextHeader: .icmpv6, payload: message, checksumOffset: 2)
    }
}

extension World {
    /// A mobile node asks for home agents.
    mutating func receive(_ request: DiscoveryRequestDraft) {
        receive(request.octets, on: request.interface)
    }

    /// A mobile node asks for home agents; what it is told.
    mutating func addresses(answering request: DiscoveryRequestDraft = DiscoveryRequestDraft()) -> [IPv6Address]? {
        forget()
        receive(request)
        return addressDiscoveryReplies.first?.addressDiscoveryReply?.addresses
    }
}
