/// How much a router, or a route, is preferred: a signed number of two bits (RFC 4191 section 2.1).
public enum RouterPreference: UInt8, Hashable, Sendable {
    /// Before others.
    case high = 0b01
    /// As any other.
    case medium = 0b00
    /// After others.
    case low = 0b11

    /// Reads the preference out of an octet of flags; `nil` for the reserved value.
    init?(flags: UInt8) {
        self.init(rawValue: flags >> 3 & 0b11)
    }

    /// The preference at its place in an octet of flags.
    var flags: UInt8 { rawValue << 3 }
}
