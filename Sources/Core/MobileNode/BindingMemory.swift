/// What is remembered of a binding across restarts, and how long that is enough.
struct BindingMemory: Hashable, Sendable {
    /// The longest that a binding can last (RFC 6275 section 6.1.7) and so be remembered, twice.
    private static let longest = 2 * Int64(UInt16.max) * Int64(LifetimePolicy.unit)

    /// What is remembered.
    let binding: RememberedBinding
    /// The same end by this node's own clock.
    private let end: Instant

    /// Remembers a binding for twice the time that it lasts; `nil` while the calendar is not known.
    init?(_ possible: PossibleBinding, of homeAddress: IPv6Address, _ context: Context) {
        guard let calendar = context.calendar else { return nil }
        let duration = possible.end - context.now
        end = possible.end + duration
        binding = RememberedBinding(
            homeAddress: homeAddress, homeAgent: possible.homeAgent, expiry: calendar + duration + duration)
    }

    /// Takes up what was remembered; `nil` if it has ended. A calendar that was set back makes it last no longer than it
    /// can have been meant to.
    init?(_ remembered: RememberedBinding, _ context: Context) {
        guard let calendar = context.calendar, remembered.expiry.isLater(than: calendar) else { return nil }
        let seconds = Int64(clamping: remembered.expiry.milliseconds(since: calendar) / 1000)
        end = context.now + .seconds(min(seconds, Self.longest))
        binding = remembered
    }

    /// What there may be at the home agent.
    var possibleBinding: PossibleBinding { PossibleBinding(homeAgent: binding.homeAgent, end: end) }

    /// Whether it says of a binding what is to be said.
    func covers(_ other: PossibleBinding) -> Bool {
        binding.homeAgent == other.homeAgent && other.end <= end
    }
}
