/// Home Address options that the forwarding plane finds no binding for (RFC 6275 section 9.3.1).
extension Engine {
    /// The packet is dropped, whatever follows; a Binding Error tells its sender, if it can be told.
    mutating func homeAddressOptionUnverified(_ packet: UnacceptablePacket) {
        guard context.configuration.isEnabled else { return drop(packet, .mobilityDisabled) }
        guard !isShared(packet.destination) else { return drop(packet, .destinationNotUnicast) }
        guard packet.homeAddress?.isUnicastRoutable == true else { return drop(packet, .homeAddressNotRoutable) }
        errors.bindingError(.unknownBinding, about: packet, &context)
    }

    private mutating func drop(_ packet: UnacceptablePacket, _ reason: DropReason) {
        context.observe(.dropped(reason, source: packet.source, interface: packet.interface))
    }
}
