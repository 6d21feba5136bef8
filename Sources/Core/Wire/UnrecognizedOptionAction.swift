/// What a node does that does not know a hop-by-hop or destination option: the type's two highest bits
/// (RFC 8200 section 4.2).
public enum UnrecognizedOptionAction: UInt8, Hashable, Sendable {
    /// Skip the option and go on.
    case skip = 0b00
    /// Discard the packet.
    case discard = 0b01
    /// Discard the packet and send Parameter Problem, code 2, pointing to the option's type.
    case discardAndReport = 0b10
    /// The same, but only if the destination was not multicast.
    case discardAndReportUnlessMulticast = 0b11

    /// The action that an option's type asks for.
    public init(optionType: UInt8) {
        switch optionType >> 6 {
        case 0b00: self = .skip
        case 0b01: self = .discard
        case 0b10: self = .discardAndReport
        default: self = .discardAndReportUnlessMulticast
        }
    }
}
