/// What a home agent told of the home prefixes, and questions for them until they are answered (RFC 6275 sections 11.4.2
/// and 11.4.3).
struct PrefixSolicitor: Sendable {
    /// INITIAL_SOLICIT_TIMER.
    private static let initialTimeout = Duration.seconds(3)
    /// The most that an answer is waited for (RFC 6275 section 11.8).
    private static let greatestTimeout = Duration.seconds(32)
    /// Questions that are asked until the next occasion.
    private static let greatestNumber = 6
    /// How long nobody is asked again for what was not asked for.
    private static let distance = Duration.seconds(10)

    /// What the answer repeats; `nil` while none is waited for.
    private(set) var identifier: UInt16?
    /// What was told of the home link; `nil` while nothing was.
    private(set) var told: HomeLinkInformation?
    /// Other prefixes of the home link that are preferred, in their order, when the home prefix is not any more.
    private(set) var successors: [PrefixInformation] = []
    /// Whether the home agent is to be asked as soon as there is one.
    var isWanted = false
    private var timeout = initialTimeout
    private var transmissions = 0
    private var lastQuestion: Instant?

    /// When a new question may be asked because of what anybody could have sent; `nil` while an answer is waited for.
    func nextQuestion(at now: Instant) -> Instant? {
        guard identifier == nil else { return nil }
        return lastQuestion.map { max($0 + Self.distance, now) } ?? now
    }

    /// Begins to ask.
    mutating func begin(_ context: Context) {
        guard identifier == nil else { return }
        (identifier, timeout, transmissions) = (UInt16(random: context), Self.initialTimeout, 0)
        isWanted = false
    }

    /// The identifier of the next question, and how long until the one after it; `nil` if that is enough for now.
    mutating func next(at now: Instant) -> (identifier: UInt16, timeout: Duration)? {
        guard let identifier, transmissions < Self.greatestNumber else {
            return nil
        }
        transmissions += 1
        lastQuestion = now
        defer { timeout = min(timeout * 2, Self.greatestTimeout) }
        return (identifier, timeout)
    }

    /// Asks no more until the home agent answers something else.
    mutating func giveUp() {
        identifier = nil
        isWanted = true
    }

    /// Whether the home prefix was to have ended by now.
    func isOutdated(at now: Instant) -> Bool { told?.validity.map { $0 <= now } ?? false }

    /// Takes over what the home agent tells, as if it were told on the home link.
    /// - Returns: how long until it is to be asked again; `nil` if the home prefix is valid for ever.
    mutating func take(
        _ advertisement: MobilePrefixAdvertisement, homePrefix: IPv6Prefix, at now: Instant
    ) -> Duration? {
        identifier = nil
        var told = told ?? HomeLinkInformation()
        told.hasManagedAddresses = advertisement.hasManagedAddresses
        told.hasOtherConfiguration = advertisement.hasOtherConfiguration
        let prefixes = advertisement.options.compactMap { option -> PrefixInformation? in
            if case .prefixInformation(let information) = option { information } else { nil }
        }
        if let own = prefixes.first(where: { $0.prefix == homePrefix }) {
            told.validity = Self.end(of: own.validLifetime, at: now)
            told.preference = Self.end(of: own.preferredLifetime, at: now)
            successors = own.preferredLifetime > 0 ? [] : prefixes.filter { $0.maySucceed(homePrefix) }
        }
        self.told = told
        guard let end = [told.validity, told.preference].compactMap({ $0 }).filter({ $0 > now }).min() else {
            return nil
        }
        return max(.seconds(60), (end - now) * 3 / 4)
    }

    private static func end(of lifetime: UInt32, at now: Instant) -> Instant? {
        lifetime == .max ? nil : now + .seconds(Int64(lifetime))
    }
}

extension PrefixInformation {
    /// Whether home addresses may be made of it when a home prefix is given up.
    fileprivate func maySucceed(_ homePrefix: IPv6Prefix) -> Bool {
        isAutonomous && preferredLifetime > 0 && prefix.length == homePrefix.length && prefix != homePrefix
            && prefix.address.isUnicastRoutable
    }
}
