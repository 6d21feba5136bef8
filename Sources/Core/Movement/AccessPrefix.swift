/// A prefix of a link as one of its routers advertises it (RFC 4861 section 6.3.4).
struct AccessPrefix: Hashable, Sendable {
    /// No link's prefix is shorter: what would take in half the Internet is no prefix of a link.
    static let shortest: UInt8 = 32

    /// The prefix.
    let prefix: IPv6Prefix
    /// Whether addresses of it are on the link, or may be made.
    let isOfLink: Bool
    /// The router's global address (RFC 6275 section 7.2).
    let routerAddress: IPv6Address?
    /// `nil` for ever.
    let validUntil: Instant?
    /// `nil` for ever.
    let preferredUntil: Instant?

    /// Reads an option; `nil` for what can be no prefix of a link (RFC 4861 section 6.3.4, RFC 4862 section 5.5.3).
    init?(_ option: PrefixInformation, at now: Instant) {
        guard option.prefix.address.isUnicastRoutable, option.prefix.length >= Self.shortest,
            option.preferredLifetime <= option.validLifetime
        else { return nil }
        prefix = option.prefix
        isOfLink = option.isOnLink || option.isAutonomous
        routerAddress = option.routerAddress.flatMap { $0.isUnicastRoutable ? $0 : nil }
        validUntil = Self.end(of: option.validLifetime, from: now)
        preferredUntil = Self.end(of: option.preferredLifetime, from: now)
    }

    private static func end(of lifetime: UInt32, from now: Instant) -> Instant? {
        lifetime == .max ? nil : now + .seconds(Int64(lifetime))
    }

    /// Whether addresses of it are still of use.
    func isValid(at now: Instant) -> Bool { validUntil.map { $0 > now } ?? true }

    /// Whether addresses of it may begin something new.
    func isPreferred(at now: Instant) -> Bool { preferredUntil.map { $0 > now } ?? true }
}
