/// Answers mobility messages that cannot be understood, at a bounded rate (RFC 6275 sections 9.2 and 9.3.3,
/// RFC 4443 section 2.4).
struct ErrorResponder: Sendable {
    private var bindingErrors: SourceRateLimiter
    private var parameterProblems: SourceRateLimiter

    /// - Parameter random: decides on which sources share a bound.
    init(_ random: inout RandomSource) {
        bindingErrors = SourceRateLimiter(rate: RateLimits().bindingErrors, salt: random.next())
        parameterProblems = SourceRateLimiter(rate: RateLimits().bindingErrors, salt: random.next())
    }

    /// Takes over changed limits.
    mutating func follow(_ limits: RateLimits) {
        bindingErrors.follow(limits.bindingErrors)
        parameterProblems.follow(limits.bindingErrors)
    }

    /// Says that a message of this type, or without this binding, is not understood here.
    mutating func bindingError(
        _ status: BindingErrorStatus, about packet: UnacceptablePacket, _ context: inout Context
    ) {
        guard packet.source.isAnswerable, bindingErrors.take(forNetworkOf: packet.source, at: context.now) else {
            let reason =
                status == .unknownBinding ? DropReason.homeAddressOptionUnverified : .unknownMobilityHeaderType
            return context.observe(.dropped(reason, source: packet.source, interface: packet.interface))
        }
        let message = BindingError(status: status, homeAddress: packet.homeAddress ?? .unspecified, options: [])
        let builder = IPv6PacketBuilder(source: packet.destination, destination: packet.source)
        let octets = builder.packet(mobilityHeader: MobilityMessage.bindingError(message).encoded())
        send(octets, to: packet.source, on: packet.interface, &context)
        context.observe(.bindingErrorSent(status, destination: packet.source))
    }

    /// Says that something in a packet is not understood, `offset` octets from its start; it was dropped for `reason`.
    mutating func parameterProblem(
        _ code: ParameterProblem.Code, at offset: Int, for reason: DropReason, _ header: IPv6Header,
        _ received: ReceivedPacket, _ context: inout Context
    ) {
        let source = header.source
        guard source.isAnswerable, parameterProblems.take(forNetworkOf: source, at: context.now) else {
            return context.observe(.dropped(reason, source: source, interface: received.interface))
        }
        let message = ParameterProblem(code: code, pointer: UInt32(offset), invokingPacket: received.octets)
        let builder = IPv6PacketBuilder(source: header.destination, destination: source)
        send(builder.packet(.parameterProblem(message)), to: source, on: received.interface, &context)
        context.observe(.parameterProblemSent(pointer: message.pointer, destination: source))
    }

    private func send(
        _ octets: [UInt8], to destination: IPv6Address, on interface: InterfaceIndex, _ context: inout Context
    ) {
        let delivery = OutgoingPacket.Delivery.reply(to: destination, on: interface)
        context.emit(.send(OutgoingPacket(octets: octets, delivery: delivery)))
    }
}

extension IPv6Address {
    /// Whether something may be sent to it in answer to a packet that came from it (RFC 4443 section 2.4 (e)).
    var isAnswerable: Bool { !isMulticast && !isUnspecified && !isLoopback }
}
