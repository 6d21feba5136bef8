extension WireError.Code {
    /// What was wrong, for people.
    public var explanation: String {
        switch self {
        case .truncated: "the octets end too early"
        case .version: "the IP version is not 6"
        case .extensionHeaderOrder: "a Hop-by-Hop Options header is not the first extension header"
        case .extensionHeaderCount: "there are more than \(IPv6Packet.maximumExtensionHeaders) extension headers"
        case .optionOverrun: "an option ends past its header"
        case .optionLength: "an option has a wrong length"
        case .unrecognizedOption: "an unknown option forbids to go on"
        case .homeAddressOptionLength: "the Home Address option's length is not 16"
        case .homeAddressOptionRepeated: "there is a second Home Address option"
        case .homeAddressOptionOrder: "the Home Address option is before a routing header or after a Fragment header"
        case .routingHeaderType: "a routing header of an unknown type has segments left"
        case .routingHeaderLength: "the type 2 routing header's length is not 2"
        case .routingHeaderSegmentsLeft: "the type 2 routing header has not exactly one segment left"
        case .routingHeaderRepeated: "there is a second type 2 routing header"
        case .checksum: "the checksum does not fit"
        case .payloadProtocol: "the Mobility Header's payload protocol is not 59"
        case .headerLength: "the Mobility Header is too short for its type"
        case .messageCode: "the ICMPv6 code is not one of the type"
        case .messageLength: "the ICMPv6 message's length is not one of the type"
        case .hopLimit: "the hop limit of neighbor discovery is not 255"
        case .sourceAddress: "the source address may not send this message"
        case .destinationAddress: "the message may not be sent to this destination address"
        case .targetAddress: "the target address is multicast"
        case .solicitedFlag: "a Neighbor Advertisement to a multicast address claims to be solicited"
        case .sourceLinkLayerAddress: "a message from :: has a Source Link-Layer Address option"
        }
    }
}
