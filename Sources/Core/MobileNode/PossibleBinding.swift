/// What a home agent may have of a home address, acknowledged or not.
struct PossibleBinding: Hashable, Sendable {
    /// The home agent that was told last.
    let homeAgent: IPv6Address
    /// When it ends.
    var end: Instant
}
