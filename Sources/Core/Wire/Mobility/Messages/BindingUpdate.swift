/// Binding Update (RFC 6275 section 6.1.7).
///
/// ```
///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///                                 |          Sequence #           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |A|H|L|K|M|R|P|F|T|B|S|D| Resvd |            Lifetime           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                        Mobility options                       .
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct BindingUpdate: Hashable, Sendable {
    /// Orders the updates of a home address, modulo 65 536.
    public var sequenceNumber: UInt16
    /// What is asked for.
    public var flags: BindingUpdateFlags
    /// Units of 4 seconds; 0 ends the binding.
    public var lifetime: UInt16
    /// In their order, padding left out.
    public var options: [MobilityOption]

    /// Makes a message.
    public init(sequenceNumber: UInt16, flags: BindingUpdateFlags, lifetime: UInt16, options: [MobilityOption] = []) {
        self.sequenceNumber = sequenceNumber
        self.flags = flags
        self.lifetime = lifetime
        self.options = options
    }
}

extension BindingUpdate: MobilityMessageFormat {
    static var type: MobilityMessageType { .bindingUpdate }
    static var fixedLength: Int { 12 }

    init(fixedPart octets: Span<UInt8>, options: [MobilityOption]) throws(WireError) {
        let flags = BindingUpdateFlags(rawValue: try octets.integer(at: 8))
        self.init(
            sequenceNumber: try octets.integer(at: 6), flags: flags.intersection(.defined),
            lifetime: try octets.integer(at: 10), options: options)
    }

    func encodeFixedPart(into writer: inout WireWriter) {
        writer.append(sequenceNumber)
        writer.append(flags.intersection(.defined).rawValue)
        writer.append(lifetime)
    }
}
