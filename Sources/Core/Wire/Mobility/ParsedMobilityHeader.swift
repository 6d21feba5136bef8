/// A Mobility Header that was read.
public struct ParsedMobilityHeader: Hashable, Sendable {
    /// What it says.
    public let message: MobilityMessage
    /// Octets of the whole header.
    public let length: Int
    /// Where each of the message's options is, type and length included, from the start of the header; parallel to
    /// the message's options. Padding has no range, so the last option ends the message if its range ends at `length`.
    public let optionRanges: [Range<Int>]
}
