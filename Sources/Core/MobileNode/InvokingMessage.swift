/// What an ICMPv6 error says of a packet of this node to a correspondent (RFC 6275 section 11.3.5). The start of the
/// packet that it quotes shows whether whoever tells it has seen the packet.
enum InvokingMessage: Hashable, Sendable {
    /// A Home Test Init or a Care-of Test Init.
    case testInit(ReturnRoutabilityTest, cookie: UInt64)
    /// A Binding Update.
    case update(sequenceNumber: UInt16)
    /// A packet by the direct way, from a care-of address.
    case direct(careOfAddress: IPv6Address)
}

extension InvokingMessage {
    /// Reads a quoted packet, of which there may be only the start, as far as a correspondent is concerned; `nil` for
    /// any other.
    /// - Parameter isAboutHomeAddressOption: whether the error is about the Home Address option.
    static func read(
        _ octets: [UInt8], isAboutHomeAddressOption: Bool
    ) -> (message: InvokingMessage, source: IPv6Address, homeAddress: IPv6Address?, destination: IPv6Address)? {
        guard octets.count > IPv6Header.length else { return nil }
        // A packet that was cut off is whole as far as it goes.
        var whole = octets
        let length = UInt16(clamping: octets.count - IPv6Header.length)
        whole.replaceSubrange(4..<6, with: [UInt8(length >> 8), UInt8(length & 0xff)])
        guard let packet = try? IPv6Packet(parsing: whole.span) else { return nil }
        let message: InvokingMessage
        if isAboutHomeAddressOption {
            guard packet.homeAddress != nil else { return nil }
            message = .direct(careOfAddress: packet.header.source)
        } else {
            guard packet.upperLayerProtocol == .mobility,
                let header = InvokingMessage(mobilityHeader: whole[packet.upperLayer])
            else { return nil }
            message = header
        }
        return (message, packet.header.source, packet.homeAddress, packet.checksumDestination)
    }

    private init?(mobilityHeader octets: ArraySlice<UInt8>) {
        let octets = Array(octets)
        guard octets.count >= 16 else { return nil }
        let cookie = octets[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        switch MobilityMessageType(rawValue: octets[2]) {
        case .homeTestInit: self = .testInit(.home, cookie: cookie)
        case .careOfTestInit: self = .testInit(.careOf, cookie: cookie)
        case .bindingUpdate: self = .update(sequenceNumber: UInt16(octets[6]) << 8 | UInt16(octets[7]))
        default: return nil
        }
    }
}

extension CorrespondentRegistration {
    /// Whether a message that an error is about was sent.
    func sent(_ message: InvokingMessage) -> Bool {
        switch message {
        case .testInit(let test, let cookie): phase == .testing && cookies[test] == cookie
        case .update(let sequenceNumber): phase == .updating && lastUpdate?.sequenceNumber == sequenceNumber
        case .direct(let careOfAddress): route?.careOfAddress == careOfAddress
        }
    }
}
