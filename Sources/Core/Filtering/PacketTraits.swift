/// What access lists look at in a packet, but for its addresses.
public struct PacketTraits: Hashable, Sendable {
    /// What access lists look at in an upper layer.
    public enum UpperLayer: Hashable, Sendable {
        /// Ports of TCP, UDP or SCTP.
        case ports(source: UInt16, destination: UInt16)
        /// Type and code of an ICMPv6 message.
        case icmp(type: UInt8, code: UInt8)
        /// A Mobility Header's type.
        case mobility(MobilityMessageType)
        /// Nothing.
        case other
    }

    /// The upper layer's protocol number.
    public var upperLayerProtocol: NextHeader
    /// What there is to see in the upper layer.
    public var upperLayer: UpperLayer
    /// The differentiated services code point, 0 to 63 (RFC 2474 section 3).
    public var codePoint: UInt8 = 0
    /// The flow label, 20 bits.
    public var flowLabel: UInt32 = 0
    /// The extension headers.
    public var extensionHeaders = ExtensionHeaders()

    /// A packet without extension headers.
    public init(_ upperLayerProtocol: NextHeader, _ upperLayer: UpperLayer) {
        self.upperLayerProtocol = upperLayerProtocol
        self.upperLayer = upperLayer
    }

    /// Describes a packet that came.
    public init(_ packet: IPv6Packet, _ upperLayer: UpperLayer) {
        self.init(packet.upperLayerProtocol, upperLayer)
        codePoint = packet.header.trafficClass >> 2
        flowLabel = packet.header.flowLabel
        extensionHeaders = packet.extensionHeaders
    }

    /// Whether the packet is of a protocol: that of its upper layer, or of one of its extension headers.
    func has(_ header: NextHeader) -> Bool {
        upperLayerProtocol == header || extensionHeaders.contains(header)
    }
}
