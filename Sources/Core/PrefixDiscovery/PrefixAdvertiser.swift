/// When mobile nodes are told of the prefixes of their home links (RFC 6275 section 10.6.2).
///
/// Work for many of them is done in small turns: a change is taken to a page of bindings at a time, and a few
/// advertisements leave at a time, however many are due.
struct PrefixAdvertiser: Sendable {
    /// How far turns are apart at least.
    static let pause = Duration.milliseconds(10)
    /// Bindings that a change is taken to in a turn.
    static let page = 256
    /// Advertisements that leave in a turn: a thousand a second.
    static let burst = 10

    /// What is told of home links, by the kernel's name.
    private struct Told: Sendable {
        var prefixes: HomePrefixes
        var version: UInt32
    }

    private var told: [String: Told] = [:]
    private var lastVersion: UInt32 = 0
    private var settings = PrefixDiscoveryConfiguration()
    var deliveries = PrefixDeliveries()
    /// The home address from which on bindings are still to be taken a change to; `nil` if all have been.
    private var place: IPv6Address?
    /// Whether something changed while they were taken the change before it to.
    private var isOnceMore = false
    /// No turn before this moment.
    private var nextTurn = Instant(nanoseconds: 0)

    /// Which version of the prefixes nodes of a home link are told; `nil` if they are told nothing.
    func version(of homeLink: String) -> UInt32? { told[homeLink]?.version }

    /// Takes over what is to be told of home links; `nil` stands for what cannot be said now, and stays as it was.
    ///
    /// - Returns: Whether that is a change to take to bindings.
    mutating func follow(
        _ prefixes: [String: HomePrefixes?], _ settings: PrefixDiscoveryConfiguration, _ context: inout Context
    ) -> Bool {
        var isChanged = settings != self.settings
        if settings.interval != self.settings.interval { deliveries = PrefixDeliveries() }
        self.settings = settings
        for name in told.keys where prefixes[name] == nil {
            told[name] = nil
            isChanged = true
        }
        for case (let name, let present?) in prefixes where told[name]?.prefixes != present {
            if told[name] != nil { context.observe(.homePrefixesChanged(homeLink: name)) }
            lastVersion += 1
            told[name] = Told(prefixes: present, version: lastVersion)
            isChanged = true
        }
        return isChanged
    }

    /// Begins to take a change to all bindings, once more if it is being done.
    mutating func beginRound() {
        if place == nil { place = .unspecified } else { isOnceMore = true }
    }

    /// The bindings whose turn it is to be taken a change to.
    mutating func takePage(of cache: BindingCache) -> [Binding] {
        guard let first = place else { return [] }
        let page = cache.page(of: .all, from: first, examining: Self.page)
        place = page.next ?? (isOnceMore ? .unspecified : nil)
        if page.next == nil { isOnceMore = false }
        return page.bindings
    }

    /// Whether a turn may begin now; it is taken then.
    mutating func takeTurn(at now: Instant) -> Bool {
        guard now >= nextTurn else { return false }
        nextTurn = now + Self.pause
        return true
    }

    /// Sets the timer for the next turn.
    func plan(_ context: inout Context) {
        let due = place == nil ? deliveries.nextDue : context.now
        if let due {
            context.timers.schedule(.prefixAdvertisement, at: max(due, nextTurn, context.now))
        } else {
            context.timers.cancel(.prefixAdvertisement)
        }
    }
}
