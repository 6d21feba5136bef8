/// Which of the two ways to a mobile node is tested (RFC 6275 section 5.2.5).
public enum ReturnRoutabilityTest: String, CaseIterable, Hashable, Sendable {
    /// By its home agent.
    case home
    /// The direct one.
    case careOf
}
