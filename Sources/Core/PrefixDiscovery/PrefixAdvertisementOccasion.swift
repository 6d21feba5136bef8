/// Why a Mobile Prefix Advertisement is sent.
public enum PrefixAdvertisementOccasion: String, CaseIterable, Hashable, Sendable {
    /// The mobile node asked.
    case solicited
    /// It has not been told for long, or something has changed.
    case unsolicited
    /// It has not shown that it heard the last one.
    case retransmission
}
