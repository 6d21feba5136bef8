/// How a mobile node makes home addresses from the home agents that it hears on its links.
public struct HomeAddressAutoConfiguration: Hashable, Sendable {
    /// How soon a home agent that is heard is taken.
    public enum Heuristic: String, CaseIterable, Hashable, Sendable {
        /// At its second advertisement.
        case aggressive
        /// When it has been heard often, and for long.
        case conservative
    }

    /// How many home addresses are made at most: 1 to 8.
    public var maximum: UInt8 = 1
    /// How soon a home agent is taken.
    public var heuristic = Heuristic.conservative
    /// Whether the first home agent is taken at once while there is no home address.
    public var takesFirstAtOnce = false

    /// One home address, of a home agent that is known for long.
    public init() {}
}
