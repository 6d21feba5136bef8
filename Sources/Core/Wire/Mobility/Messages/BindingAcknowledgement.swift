/// Binding Acknowledgement (RFC 6275 section 6.1.8).
///
/// ```
///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///                                 |    Status     |K|R|P|T|B|S|D| |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |           Sequence #          |           Lifetime            |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                        Mobility options                       .
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct BindingAcknowledgement: Hashable, Sendable {
    /// How the Binding Update fared.
    public var status: BindingStatus
    /// What was granted.
    public var flags: BindingAcknowledgementFlags
    /// That of the Binding Update, or the last accepted one with status 135.
    public var sequenceNumber: UInt16
    /// Units of 4 seconds; without meaning when the update was refused.
    public var lifetime: UInt16
    /// In their order, padding left out.
    public var options: [MobilityOption]

    /// Makes a message.
    public init(
        status: BindingStatus, flags: BindingAcknowledgementFlags = [], sequenceNumber: UInt16, lifetime: UInt16,
        options: [MobilityOption] = []
    ) {
        self.status = status
        self.flags = flags
        self.sequenceNumber = sequenceNumber
        self.lifetime = lifetime
        self.options = options
    }
}

extension BindingAcknowledgement: MobilityMessageFormat {
    static var type: MobilityMessageType { .bindingAcknowledgement }
    static var fixedLength: Int { 12 }

    init(fixedPart octets: Span<UInt8>, options: [MobilityOption]) throws(WireError) {
        let flags = BindingAcknowledgementFlags(rawValue: try octets.integer(at: 7))
        self.init(
            status: BindingStatus(rawValue: try octets.integer(at: 6)), flags: flags.intersection(.defined),
            sequenceNumber: try octets.integer(at: 8), lifetime: try octets.integer(at: 10), options: options)
    }

    func encodeFixedPart(into writer: inout WireWriter) {
        writer.append(status.rawValue)
        writer.append(flags.intersection(.defined).rawValue)
        writer.append(sequenceNumber)
        writer.append(lifetime)
    }
}
