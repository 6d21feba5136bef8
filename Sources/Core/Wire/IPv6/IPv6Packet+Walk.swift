extension IPv6Packet {
    /// Goes along the extension headers from `upperLayer` on, as far as the upper layer.
    mutating func walk(_ packet: Span<UInt8>) throws(WireError) {
        var nextHeaderOffset = 6
        var isAfterFragmentHeader = false
        for _ in 0...Self.maximumExtensionHeaders {
            let start = upperLayer.lowerBound
            switch upperLayerProtocol {
            case .hopByHopOptions:
                guard start == IPv6Header.length else {
                    throw WireError(.extensionHeaderOrder, offset: nextHeaderOffset)
                }
                noteExtensionHeader()
                try walkHopByHopOptions(packet)
            case .destinationOptions:
                noteExtensionHeader()
                try walkDestinationOptions(packet, isAfterFragmentHeader: isAfterFragmentHeader)
            case .routing:
                noteExtensionHeader()
                try walkRoutingHeader(packet)
            case .fragment:
                noteExtensionHeader()
                guard try isWhole(packet) else { return }
                isAfterFragmentHeader = true
                try advance(packet, by: 8)
            default:
                return
            }
            nextHeaderOffset = start
        }
        throw WireError(.extensionHeaderCount, offset: nextHeaderOffset)
    }

    private mutating func noteExtensionHeader() {
        extensionHeaders.protocols.insert(upperLayerProtocol.rawValue)
    }

    /// Goes on to the header after the one that begins at `upperLayer` and has `length` octets.
    mutating func advance(_ packet: Span<UInt8>, by length: Int) throws(WireError) {
        let start = upperLayer.lowerBound
        upperLayerProtocol = NextHeader(rawValue: try packet.integer(at: start))
        upperLayer = start + length..<upperLayer.upperBound
    }

    /// The octets of the extension header at `upperLayer`, which has its length at its second octet.
    func extensionHeaderLength(_ packet: Span<UInt8>) throws(WireError) -> Int {
        let units: UInt8 = try packet.integer(at: upperLayer.lowerBound + 1)
        let length = 8 + 8 * Int(units)
        guard length <= upperLayer.count else { throw WireError(.truncated, offset: packet.count) }
        return length
    }

    /// Goes along a Hop-by-Hop Options header, of which only the Router Alert option means anything here, and on to what
    /// follows it.
    private mutating func walkHopByHopOptions(_ packet: Span<UInt8>) throws(WireError) {
        let length = try extensionHeaderLength(packet)
        let start = upperLayer.lowerBound
        var cursor = OptionCursor(from: start + 2, to: start + length)
        while let option = try cursor.next(in: packet) {
            if option.type == RouterAlert.optionType {
                extensionHeaders.alertsRouters = try RouterAlert.isForMulticastListeners(packet, option)
            } else {
                try Self.requireSkippable(option)
            }
        }
        try advance(packet, by: length)
    }

    /// Throws `unrecognizedOption` if the type of an unknown option forbids to skip it.
    static func requireSkippable(_ option: OptionCursor.Position) throws(WireError) {
        guard UnrecognizedOptionAction(optionType: option.type) == .skip else {
            throw WireError(.unrecognizedOption, offset: option.range.lowerBound)
        }
    }

    /// A Fragment header whose packet is in this one fragment is as if it were not there (RFC 6946).
    ///
    /// ```
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  Next Header  |   Reserved    |      Fragment Offset    |Res|M|
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                         Identification                        |
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    private mutating func isWhole(_ packet: Span<UInt8>) throws(WireError) -> Bool {
        guard upperLayer.count >= 8 else { throw WireError(.truncated, offset: packet.count) }
        let offsetAndMore: UInt16 = try packet.integer(at: upperLayer.lowerBound + 2)
        extensionHeaders.isLaterFragment = offsetAndMore & 0xfff8 != 0
        return offsetAndMore & 0xfff9 == 0
    }
}
