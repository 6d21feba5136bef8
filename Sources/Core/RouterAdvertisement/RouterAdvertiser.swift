/// Sends Router Advertisements where the configuration asks for them (RFC 4861 section 6.2, RFC 6275 section 7.5).
struct RouterAdvertiser: Sendable {
    /// The first advertisements follow each other quickly: MAX_INITIAL_RTR_ADVERTISEMENTS at most
    /// MAX_INITIAL_RTR_ADVERT_INTERVAL apart (RFC 4861 section 10).
    private static let initialCount = 3
    private static let maximumInitialInterval = Duration.seconds(16)
    /// A solicited advertisement waits for others that were asked for: MAX_RA_DELAY_TIME in milliseconds.
    private static let maximumSolicitedDelay: Int64 = 500
    /// Multicast advertisements keep a distance: MIN_DELAY_BETWEEN_RAS, unless the interval itself is shorter.
    private static let minimumDistance = Duration.seconds(3)

    /// The interfaces that advertise.
    private var schedules: [InterfaceIndex: Schedule] = [:]
    private var comparison = AdvertisementComparison()

    /// What is advertised on a link, and how often: a change of it is told at once.
    private struct Content: Equatable {
        /// As it would be at the clock's start, so that what counts down does not count as a change.
        let message: RouterAdvertisement
        let interval: RouterAdvertisementInterval
        /// Whether hosts hear of it that do not ask.
        let isUnsolicited: Bool

        init(_ writer: RouterAdvertisementWriter) {
            message = writer.message(at: Instant(nanoseconds: 0))
            interval = writer.interval
            isUnsolicited = writer.interface.advertisement.suppression == nil
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
            let distance = min(RouterAdvertiser.minimumDistance, .milliseconds(Int64(content.interval.maximum)))
            return lastSent.map { max(now, $0 + distance) } ?? now
        }
    }

    /// Takes over a changed configuration, or changed links.
    mutating func surroundingsChanged(_ context: inout Context) {
        for link in context.links.all {
            if context.configuration.advertises(on: link.name),
                let writer = RouterAdvertisementWriter(link, context.configuration)
            {
                follow(Content(writer), on: link.index, &context)
            } else {
                end(on: link, &context)
            }
        }
        for index in Array(schedules.keys) where context.links[index] == nil {
            forget(index, &context)
        }
    }

    /// Sends the next advertisement of a link and sets the time of the one after it.
    mutating func deadline(of index: InterfaceIndex, _ context: inout Context) {
        guard var schedule = schedules[index], let writer = writer(for: index, context) else { return }
        schedule.sent += UInt64(Self.send(writer.packets(at: context.now), on: index, &context))
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
        let answer = max(context.now + delay, schedule.earliest(context.now))
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

    /// The last words on every link: a router lifetime of 0 (RFC 4861 section 6.2.5).
    mutating func shutdown(_ context: inout Context) {
        for link in context.links.all { end(on: link, &context) }
    }

    /// Begins to advertise, or tells what has changed, as soon as the distance to the last one allows.
    private mutating func follow(_ content: Content, on index: InterfaceIndex, _ context: inout Context) {
        guard schedules[index]?.content != content else { return }
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

    private mutating func end(on link: Link, _ context: inout Context) {
        guard schedules[link.index] != nil else { return }
        if let writer = RouterAdvertisementWriter(link, context.configuration) {
            Self.send(writer.packets(at: context.now, isFinal: true), on: link.index, &context)
        }
        forget(link.index, &context)
    }

    private mutating func forget(_ index: InterfaceIndex, _ context: inout Context) {
        schedules[index] = nil
        comparison.forget(index)
        context.timers.cancel(.routerAdvertisement(index))
    }

    private func writer(for index: InterfaceIndex, _ context: Context) -> RouterAdvertisementWriter? {
        context.links[index].flatMap { RouterAdvertisementWriter($0, context.configuration) }
    }

    /// At random, so that routers do not fall into step (RFC 4861 section 6.2.4).
    private static func jittered(_ interval: RouterAdvertisementInterval, _ context: inout Context) -> Duration {
        .milliseconds(Int64(UInt32.random(in: interval.minimum...interval.maximum, using: &context.random)))
    }

    /// Gives back how many there were.
    @discardableResult
    private static func send(_ packets: [OutgoingPacket], on index: InterfaceIndex, _ context: inout Context) -> Int {
        for packet in packets {
            context.emit(.send(packet))
            context.observe(.routerAdvertisementSent(index))
        }
        return packets.count
    }
}
