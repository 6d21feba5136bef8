/// Which Router Advertisements an operator does without.
public enum RouterAdvertisementSuppression: Hashable, Sendable {
    /// The unsolicited ones: hosts that ask are answered.
    case unsolicited
    /// All of them.
    case all
}
