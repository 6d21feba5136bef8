/// Sends Router Advertisements on home links, and on links that an interval is configured for
/// (RFC 4861 section 6.2, RFC 6275 section 7.5).
struct RouterAdvertiser: Sendable {
    /// AdvValidLifetime of every prefix, in seconds (RFC 4861 section 6.2.1).
    static let validLifetime: UInt32 = 2_592_000
    /// AdvPreferredLifetime of every prefix, in seconds.
    static let preferredLifetime: UInt32 = 604_800
    /// AdvDefaultLifetime in seconds, never under three intervals.
    static let routerLifetime: UInt32 = 1800
    /// MaxRtrAdvInterval in milliseconds where none is configured.
    static let defaultInterval: UInt32 = 200_000
    /// The interval of a home link where none is configured: movement shows within a second or so.
    static let defaultHomeLinkInterval: UInt32 = 1000
    /// The first advertisements follow each other quickly: MAX_INITIAL_RTR_ADVERTISEMENTS at most
    /// MAX_INITIAL_RTR_ADVERT_INTERVAL apart (RFC 4861 section 10).
    static let initialCount = 3
    static let maximumInitialInterval = Duration.seconds(16)

    /// A solicited advertisement waits for others that were asked for: MAX_RA_DELAY_TIME in milliseconds.
    static let maximumSolicitedDelay: Int64 = 500
    /// Multicast advertisements keep a distance: MIN_DELAY_BETWEEN_RAS, unless the interval itself is shorter.
    static let minimumDistance = Duration.seconds(3)

    /// The schedule of one interface.
    private struct Schedule: Sendable {
        /// MaxRtrAdvInterval in milliseconds.
        var interval: UInt32
        /// What is left of the initial advertisements.
        var initialLeft = RouterAdvertiser.initialCount
        var lastSent: Instant?
        var next: Instant
        var sent: UInt64 = 0
        var solicitationsReceived: UInt64 = 0
    }

    /// The interfaces that advertise.
    private var schedules: [InterfaceIndex: Schedule] = [:]

    /// Takes over a changed configuration, or changed links.
    mutating func surroundingsChanged(_ context: inout Context) {
        for link in context.links.all {
            guard let interval = interval(of: link, context) else {
                end(on: link, &context)
                continue
            }
            if schedules[link.index]?.interval != interval { begin(on: link.index, interval: interval, &context) }
        }
        for index in Array(schedules.keys) where context.links[index] == nil {
            forget(index, &context)
        }
    }

    /// Sends the next advertisement of a link and sets the time of the one after it.
    mutating func deadline(of index: InterfaceIndex, _ context: inout Context) {
        guard let link = context.links[index], var schedule = schedules[index] else { return }
        send(on: link, interval: schedule.interval, routerLifetime: lifetime(schedule.interval), &context)
        var wait = Duration.milliseconds(Int64(jittered(schedule.interval, &context)))
        if schedule.initialLeft > 1 {
            schedule.initialLeft -= 1
            wait = min(wait, Self.maximumInitialInterval)
        }
        schedule.lastSent = context.now
        schedule.sent += 1
        schedules[index] = schedule
        plan(context.now + wait, on: index, &context)
    }

    /// A host asks: the next advertisement comes soon (RFC 4861 section 6.2.6).
    mutating func solicited(on index: InterfaceIndex, _ context: inout Context) {
        guard var schedule = schedules[index] else { return }
        schedule.solicitationsReceived += 1
        schedules[index] = schedule
        let delay = Duration.milliseconds(Int64.random(in: 0...Self.maximumSolicitedDelay, using: &context.random))
        let distance = min(Self.minimumDistance, .milliseconds(Int64(schedule.interval)))
        let earliest = schedule.lastSent.map { $0 + distance } ?? context.now
        plan(min(schedule.next, max(context.now + delay, earliest)), on: index, &context)
    }

    /// What is advertised on a link at a moment; `nil` where nothing is.
    func advertisement(on index: InterfaceIndex, at now: Instant, _ context: Context) -> LinkAdvertisement? {
        guard let schedule = schedules[index], let link = context.links[index],
            let writer = writer(
                for: link, interval: schedule.interval, routerLifetime: lifetime(schedule.interval), context)
        else { return nil }
        return LinkAdvertisement(
            message: writer.message, maximumInterval: schedule.interval,
            minimumInterval: Self.minimum(schedule.interval), next: schedule.next, sent: schedule.sent,
            solicitationsReceived: schedule.solicitationsReceived)
    }

    /// The last words on every link: a router lifetime of 0 (RFC 4861 section 6.2.5).
    mutating func shutdown(_ context: inout Context) {
        for link in context.links.all { end(on: link, &context) }
    }

    private mutating func begin(on index: InterfaceIndex, interval: UInt32, _ context: inout Context) {
        schedules[index] = Schedule(interval: interval, next: context.now)
        plan(context.now, on: index, &context)
    }

    private mutating func plan(_ moment: Instant, on index: InterfaceIndex, _ context: inout Context) {
        schedules[index]?.next = moment
        context.timers.schedule(.routerAdvertisement(index), at: moment)
    }

    private mutating func end(on link: Link, _ context: inout Context) {
        guard let schedule = schedules[link.index] else { return }
        send(on: link, interval: schedule.interval, routerLifetime: 0, &context)
        forget(link.index, &context)
    }

    private mutating func forget(_ index: InterfaceIndex, _ context: inout Context) {
        schedules[index] = nil
        context.timers.cancel(.routerAdvertisement(index))
    }

    /// MaxRtrAdvInterval in milliseconds; `nil` where nothing is advertised.
    private func interval(of link: Link, _ context: Context) -> UInt32? {
        let configuration = context.configuration
        guard source(of: link) != nil, let interface = configuration.interfaces[link.name] else { return nil }
        let isHomeLink = interface.isHomeLink && configuration.isEnabled
        guard isHomeLink || configuration.isRouter && interface.routerAdvertisementInterval != nil else { return nil }
        return interface.routerAdvertisementInterval
            ?? (isHomeLink ? Self.defaultHomeLinkInterval : Self.defaultInterval)
    }

    /// The link-local address that advertisements come from; `nil` while the link has none, or is down.
    private func source(of link: Link) -> IPv6Address? {
        guard link.isRunning else { return nil }
        return link.addresses.first { $0.isUsable && $0.address.isLinkLocal }?.address
    }

    private func lifetime(_ interval: UInt32) -> UInt16 {
        UInt16(clamping: min(9000, max(Self.routerLifetime, interval / 1000 * 3)))
    }

    /// At random, so that routers do not fall into step, between MinRtrAdvInterval and the interval (RFC 4861 section
    /// 6.2.4); the minimum is 80 %, so that what is configured is what is seen.
    private func jittered(_ interval: UInt32, _ context: inout Context) -> UInt32 {
        UInt32.random(in: Self.minimum(interval)...interval, using: &context.random)
    }

    private static func minimum(_ interval: UInt32) -> UInt32 {
        interval - interval / 5
    }

    private func send(on link: Link, interval: UInt32, routerLifetime: UInt16, _ context: inout Context) {
        guard let writer = writer(for: link, interval: interval, routerLifetime: routerLifetime, context) else {
            return
        }
        context.emit(.send(writer.packet))
        context.observe(.routerAdvertisementSent(link.index))
    }

    private func writer(
        for link: Link, interval: UInt32, routerLifetime: UInt16, _ context: Context
    ) -> RouterAdvertisementWriter? {
        guard let source = source(of: link) else { return nil }
        let interface = context.configuration.interfaces[link.name] ?? MobilityInterfaceConfiguration()
        return RouterAdvertisementWriter(
            link: link, source: source, interface: interface,
            isHomeLink: interface.isHomeLink && context.configuration.isEnabled, interval: interval,
            routerLifetime: routerLifetime)
    }
}
