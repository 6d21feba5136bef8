/// A prefix of a home link as another home agent advertises it.
public struct AdvertisedHomePrefix: Hashable, Sendable {
    /// Seconds by which lifetimes that count down may be off, for rounding and for time on the way.
    private static let tolerance: Duration = .seconds(5)

    /// What was said of it when it was said for the first time, or last changed by more than time.
    public private(set) var said: PrefixInformation
    /// How often that was.
    public private(set) var changes = 0
    /// What was said of it last.
    private var latest: PrefixInformation
    /// When that was.
    private var heard: Instant

    init(_ option: PrefixInformation, at now: Instant) {
        said = option
        latest = option
        heard = now
    }

    /// Takes in what is said of the same prefix now.
    mutating func follow(_ option: PrefixInformation, at now: Instant) {
        if option != latest, !isAsTimeHasIt(option, at: now) {
            said = option
            changes += 1
        }
        latest = option
        heard = now
    }

    /// What is left of it at a moment; `nil` once it is no longer valid by the passage of time.
    func remaining(at now: Instant) -> PrefixInformation? {
        var option = latest
        option.validLifetime = Self.left(of: latest.validLifetime, since: heard, at: now)
        option.preferredLifetime = Self.left(of: latest.preferredLifetime, since: heard, at: now)
        return option.validLifetime == 0 && latest.validLifetime > 0 ? nil : option
    }

    /// Whether something differs but what time alone makes differ.
    private func isAsTimeHasIt(_ option: PrefixInformation, at now: Instant) -> Bool {
        guard let remaining = remaining(at: now) else { return false }
        var alike = option
        alike.validLifetime = remaining.validLifetime
        alike.preferredLifetime = remaining.preferredLifetime
        return alike == remaining
            && Self.areClose(option.validLifetime, remaining.validLifetime)
            && Self.areClose(option.preferredLifetime, remaining.preferredLifetime)
    }

    private static func areClose(_ left: UInt32, _ right: UInt32) -> Bool {
        Duration.seconds(Int64(max(left, right) - min(left, right))) <= tolerance
    }

    private static func left(of lifetime: UInt32, since heard: Instant, at now: Instant) -> UInt32 {
        guard lifetime != .max else { return lifetime }
        let age = UInt32(clamping: (now - heard).components.seconds)
        return lifetime - min(lifetime, age)
    }
}
