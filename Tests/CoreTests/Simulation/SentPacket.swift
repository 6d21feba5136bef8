import Core

/// A packet that the engine sent, read again.
struct SentPacket {
    let time: Instant
    let packet: OutgoingPacket
    let read: ReadPacket

    var source: IPv6Address { read.packet.header.source }
    var destination: IPv6Address { read.packet.header.destination }
    var routingHeaderHomeAddress: IPv6Address? { read.packet.routingHeaderHomeAddress }

    var acknowledgement: BindingAcknowledgement? { read.message?.bindingAcknowledgement }
    var bindingError: BindingError? { read.message?.bindingError }

    var parameterProblem: ParameterProblem? {
        if case .parameterProblem(let message) = read.icmpv6 { message } else { nil }
    }
    var neighborSolicitation: NeighborSolicitation? {
        if case .neighborSolicitation(let message) = read.icmpv6 { message } else { nil }
    }
    var neighborAdvertisement: NeighborAdvertisement? {
        if case .neighborAdvertisement(let message) = read.icmpv6 { message } else { nil }
    }
    var routerAdvertisement: RouterAdvertisement? {
        if case .routerAdvertisement(let message) = read.icmpv6 { message } else { nil }
    }

    /// Whether a Mobility Header's authentication option is right for this key, computed without the code under test
    /// (RFC 4285 section 5.1).
    func isSigned(by key: [UInt8], securityParameterIndex: UInt32, for request: BindingUpdateDraft) -> Bool {
        guard case .mobility(let header) = read.content, let option = header.message.authentication,
            option.securityParameterIndex == securityParameterIndex, option.subtype.rawValue == 1,
            header.optionRanges.last?.upperBound == header.length
        else { return false }
        var covered = Array(packet.octets[read.packet.upperLayer].prefix(header.length - 12))
        covered[4] = 0
        covered[5] = 0
        let code = HandMadeHash.hmacSHA1(
            key: key, message: request.careOfAddress.octets + request.homeAddress.octets + covered)
        return option.authenticator == Array(code.prefix(12))
    }
}
