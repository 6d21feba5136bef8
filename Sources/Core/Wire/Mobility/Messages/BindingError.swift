/// Binding Error (RFC 6275 section 6.1.9).
///
/// ```
///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///                                 |     Status    |   Reserved    |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                    Home Address (16 octets)                   |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                        Mobility options                       .
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct BindingError: Hashable, Sendable {
    /// What was wrong.
    public var status: BindingErrorStatus
    /// That of the Home Address option, or `::` if there was none.
    public var homeAddress: IPv6Address
    /// In their order, padding left out.
    public var options: [MobilityOption]

    /// Makes a message.
    public init(status: BindingErrorStatus, homeAddress: IPv6Address, options: [MobilityOption] = []) {
        self.status = status
        self.homeAddress = homeAddress
        self.options = options
    }
}

extension BindingError: MobilityMessageFormat {
    static var type: MobilityMessageType { .bindingError }
    static var fixedLength: Int { 24 }

    init(fixedPart octets: Span<UInt8>, options: [MobilityOption]) throws(WireError) {
        self.init(
            status: BindingErrorStatus(rawValue: try octets.integer(at: 6)), homeAddress: try octets.address(at: 8),
            options: options)
    }

    func encodeFixedPart(into writer: inout WireWriter) {
        writer.append(status.rawValue)
        writer.append(0 as UInt8)
        writer.append(homeAddress)
    }
}
