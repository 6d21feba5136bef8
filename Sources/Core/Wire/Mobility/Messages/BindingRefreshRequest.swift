/// Binding Refresh Request (RFC 6275 section 6.1.2).
///
/// ```
///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///                                 |          Reserved             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                        Mobility options                       .
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct BindingRefreshRequest: Hashable, Sendable {
    /// In their order, padding left out.
    public var options: [MobilityOption]

    /// Makes a message.
    public init(options: [MobilityOption] = []) {
        self.options = options
    }
}

extension BindingRefreshRequest: MobilityMessageFormat {
    static var type: MobilityMessageType { .bindingRefreshRequest }
    static var fixedLength: Int { 8 }

    init(fixedPart octets: Span<UInt8>, options: [MobilityOption]) throws(WireError) {
        self.init(options: options)
    }

    func encodeFixedPart(into writer: inout WireWriter) {
        writer.append(0 as UInt16)
    }
}
