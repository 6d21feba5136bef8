/// Sends Router Advertisements where the configuration asks for them (RFC 4861 section 6.2, RFC 6275 section 7.5).
struct RouterAdvertiser: Sendable {
    /// The first advertisements follow each other quickly: MAX_INITIAL_RTR_ADVERTISEMENTS at most
    /// MAX_INITIAL_RTR_ADVERT_INTERVAL apart (RFC 4861 section 10).
    private static let initialCount = 3
    private static let maximumInitialInterval = Duration.seconds(16)
    /// A solicited advertisement waits for others that were asked for: MAX_RA_DELAY_TIME in milliseconds.
    private static let maximumSolicitedDelay: Int64 = 500
    /// How often a router says that it is one no more: MAX_FINAL_RTR_ADVERTISEMENTS (RFC 4861 section 10).
    private static let finalCount = 3

    /// The interfaces that advertise.
    private var schedules: [InterfaceIndex: Schedule] = [:]
    /// How many last words are still to be said on interfaces that advertise no more.
    private var farewells: [InterfaceIndex: Int] = [:]
    /// What hosts know of the prefixes of interfaces, whether these advertise now or not.
    private var toldPrefixes: [InterfaceIndex: ToldPrefixes] = [:]
    private var comparison = AdvertisementComparison()

    /// What is advertised on a link, and how often: a change of it is told at once.
    private struct Content: Equatable {
        /// As it would be at the clock's start, so that what counts down does not count as a change.
        let message: RouterAdvertisement
        let interval: RouterAdvertisementInterval
        /// How far two of them are apart at least.
        let distance: Duration
        /// Whether hosts hear of it that do not ask.
        let isUnsolicited: Bool
        /// Where it comes from: a router with a new address makes itself known (RFC 4861 section 6.2.8).
        let source: IPv6Address

        init(_ writer: RouterAdvertisementWriter) {
            message = writer.message(at: Instant(nanoseconds: 0))
            interval = writer.interval
            distance = writer.distance
            isUnsolicited = writer.interface.advertisement.suppression == nil
            source = writer.source
        }
    }

    /// The schedule of one interface.
    private struct Schedule {
        var content: Content
        /// What is left of the initial advertisements.
        var initialLeft = RouterAdvertiser.initialCount
        var lastSent: Instant?
        /// `nil` while nobody asks and only answers are sent.
        var next: Instant?
        var sent: UInt64 = 0
        var solicitationsReceived: UInt64 = 0

        /// The soonest that another one may leave.
        func earliest(_ now: Instant) -> Instant {
            lastSent.map { max(now, $0 + content.distance) } ?? now
        }
    }

    /// Takes over a changed configuration, or changed links.
    mutating func surroundingsChanged(_ context: inout Context) {
        for link in context.links.all {
            if context.configuration.advertises(on: link.name),
                let writer = RouterAdvertisementWriter(link, context.configuration)
            {
                follow(Content(writer), on: link.index, &context)
            } else if schedules[link.index] != nil || !link.isRunning {
                end(on: link, &context)
            }
        }
        for index in Set(schedules.keys).union(toldPrefixes.keys) where context.links[index] == nil {
            forget(index, &context)
            toldPrefixes[index] = nil
        }
    }

    /// Sends the next advertisement of a link and sets the time of the one after it.
    mutating func deadline(of index: InterfaceIndex, _ context: inout Context) {
        if farewells[index] != nil { return sayFarewell(on: index, &context) }
        guard var schedule = schedules[index] else { return }
        schedule.sent += UInt64(send(on: index, &context))
        schedule.lastSent = context.now
        var wait = Self.jittered(schedule.content.interval, &context)
        if schedule.initialLeft > 1 {
            schedule.initialLeft -= 1
            wait = min(wait, Self.maximumInitialInterval)
        }
        let isUnsolicited = schedule.content.isUnsolicited
        schedules[index] = schedule
        plan(isUnsolicited ? context.now + wait : nil, on: index, &context)
    }

    /// A host asks: the next advertisement comes soon (RFC 4861 section 6.2.6).
    mutating func solicited(on index: InterfaceIndex, _ context: inout Context) {
        guard var schedule = schedules[index] else { return }
        schedule.solicitationsReceived += 1
        schedules[index] = schedule
        let delay = Duration.milliseconds(Int64.random(in: 0...Self.maximumSolicitedDelay, using: &context.random))
        let answer = schedule.earliest(context.now) + delay
        plan(schedule.next.map { min($0, answer) } ?? answer, on: index, &context)
    }

    /// Another router advertises: on links where this one does too, both should say the same (RFC 4861 section 6.2.7).
    ///
    /// - Returns: Whether this is such a link.
    mutating func heard(
        _ theirs: RouterAdvertisement, from router: NeighborTarget, _ context: inout Context
    ) -> Bool {
        guard schedules[router.interface] != nil, let writer = writer(for: router.interface, context) else {
            return false
        }
        toldPrefixes[router.interface, default: ToldPrefixes()].heard(theirs, at: context.now)
        comparison.compare(theirs, from: router, with: writer.message(at: context.now), &context)
        return true
    }

    /// What is advertised on a link at a moment; `nil` where nothing is.
    func advertisement(on index: InterfaceIndex, at now: Instant, _ context: Context) -> LinkAdvertisement? {
        guard let schedule = schedules[index], let writer = writer(for: index, context) else { return nil }
        return LinkAdvertisement(
            message: writer.message(at: now), interval: writer.interval, next: schedule.next, sent: schedule.sent,
            solicitationsReceived: schedule.solicitationsReceived)
    }

    /// The last words on every link, all of them at once: there is no later.
    mutating func shutdown(_ context: inout Context) {
        for link in context.links.all where schedules[link.index] != nil || farewells[link.index] != nil {
            let left = farewells[link.index] ?? Self.finalCount
            for _ in 0..<left { send(on: link.index, isFinal: true, &context) }
            forget(link.index, &context)
        }
    }

    /// Begins to advertise, or tells what has changed, as soon as the distance to the last one allows.
    private mutating func follow(_ content: Content, on index: InterfaceIndex, _ context: inout Context) {
        guard schedules[index]?.content != content else { return }
        farewells[index] = nil
        var schedule = schedules[index] ?? Schedule(content: content)
        schedule.content = content
        schedule.initialLeft = Self.initialCount
        schedules[index] = schedule
        comparison.forget(index)
        plan(content.isUnsolicited ? schedule.earliest(context.now) : nil, on: index, &context)
    }

    private mutating func plan(_ moment: Instant?, on index: InterfaceIndex, _ context: inout Context) {
        schedules[index]?.next = moment
        if let moment {
            context.timers.schedule(.routerAdvertisement(index), at: moment)
        } else {
            context.timers.cancel(.routerAdvertisement(index))
        }
    }

    /// A router lifetime of 0, a few times (RFC 4861 section 6.2.5); all at once on an interface that is about to be
    /// set down.
    private mutating func end(on link: Link, _ context: inout Context) {
        let earliest = schedules[link.index]?.earliest(context.now)
        forget(link.index, &context)
        guard let earliest else { return }
        if context.configuration.interfaces[link.name]?.isShutDown == true {
            for _ in 0..<Self.finalCount { send(on: link.index, isFinal: true, &context) }
        } else {
            farewells[link.index] = Self.finalCount
            context.timers.schedule(.routerAdvertisement(link.index), at: earliest)
        }
    }

    private mutating func sayFarewell(on index: InterfaceIndex, _ context: inout Context) {
        guard let left = farewells[index], let writer = writer(for: index, context) else {
            farewells[index] = nil
            return
        }
        send(on: index, isFinal: true, &context)
        farewells[index] = left > 1 ? left - 1 : nil
        if left > 1 { context.schedule(.routerAdvertisement(index), after: writer.distance) }
    }

    private mutating func forget(_ index: InterfaceIndex, _ context: inout Context) {
        schedules[index] = nil
        farewells[index] = nil
        comparison.forget(index)
        context.timers.cancel(.routerAdvertisement(index))
    }

    /// What is said of a link now; `nil` where nothing can be said.
    private func writer(for index: InterfaceIndex, _ context: Context) -> RouterAdvertisementWriter? {
        guard let link = context.links[index], var writer = RouterAdvertisementWriter(link, context.configuration)
        else { return nil }
        let withdrawn = toldPrefixes[index]?.withdrawn(beside: writer.prefixes(at: context.now), at: context.now)
        // An operator who says `no-advertise` means it.
        writer.withdrawnPrefixes =
            withdrawn?.filter { writer.interface.prefixes.parameters(of: $0.prefix).isAdvertised }
            ?? []
        return writer
    }

    /// At random, so that routers do not fall into step (RFC 4861 section 6.2.4).
    private static func jittered(_ interval: RouterAdvertisementInterval, _ context: inout Context) -> Duration {
        .milliseconds(Int64(UInt32.random(in: interval.minimum...interval.maximum, using: &context.random)))
    }

    /// Gives back how many packets it took.
    @discardableResult
    private mutating func send(
        on index: InterfaceIndex, isFinal: Bool = false, _ context: inout Context
    ) -> Int {
        guard let writer = writer(for: index, context) else { return 0 }
        let packets = writer.packets(at: context.now, isFinal: isFinal)
        for packet in packets {
            context.emit(.send(packet))
            context.observe(.routerAdvertisementSent(index))
        }
        toldPrefixes[index, default: ToldPrefixes()].told(writer.prefixes(at: context.now), at: context.now)
        return packets.count
    }
}
