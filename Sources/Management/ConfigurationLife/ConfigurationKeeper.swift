import Core

/// What becomes of a router's configuration in the course of time: who may change it, the change that waits to be
/// confirmed, the archive, and the restart to come.
///
/// It decides and remembers; files, clock and machine are the router's.
public final class ConfigurationKeeper {
    /// Lines a turn of what takes time for each line of a configuration: packets go first.
    static let pace = 64

    /// Called when `deadline` may have changed.
    public var deadlineChanged: () -> Void = {}

    /// The session that has the configuration to itself.
    var lock: ConfigurationLock?
    /// The change that waits to be confirmed.
    var unconfirmedChange: UnconfirmedChange? { didSet { deadlineChanged() } }
    /// The restart to come.
    var scheduledReload: ScheduledReload? { didSet { deadlineChanged() } }
    /// What is done some lines a turn; the first of them at present.
    var chores: [ConfigurationChore] = [] { didSet { deadlineChanged() } }
    /// When the archive gets its next configuration by itself.
    private var nextArchiving: Instant? { didSet { deadlineChanged() } }
    /// The interval that the archive is kept by, in minutes.
    private var archiveInterval: UInt32?

    unowned let router: any ManagedRouter

    /// Looks after a router's configuration.
    public init(router: any ManagedRouter) {
        self.router = router
    }

    /// When `deadlineReached` is to be called next; `nil` for never.
    public var deadline: Instant? {
        let chores = chores.isEmpty ? nil : router.now
        return [chores, unconfirmedChange?.deadline, scheduledReload?.deadline, nextArchiving].compactMap(\.self).min()
    }

    /// Does what is due.
    public func deadlineReached(at now: Instant) {
        goOnWithChores()
        if let change = unconfirmedChange, change.deadline <= now { expire(change, at: now) }
        if let nextArchiving, nextArchiving <= now { archivePeriodically(at: now) }
        if let reload = scheduledReload, reload.deadline <= now { carryOut(reload) }
    }

    /// The configuration in force is another one: what is done by the clock goes by that.
    public func configurationChanged() {
        let interval = router.configuration.archive.path == nil ? nil : router.configuration.archive.interval
        guard interval != archiveInterval else { return }
        archiveInterval = interval
        nextArchiving = interval.map { router.now + .minutes($0) }
    }

    /// Puts a changed configuration in force for a session.
    ///
    /// - Returns: The warnings that it brings.
    /// - Throws: `locked` or `refused`; nothing has changed.
    func change(to configuration: Configuration, for session: CommandSession) throws(CommandFailure) -> [String] {
        try requireUnlocked(for: session)
        let former = router.configuration
        guard configuration != former else { return [] }
        try session.requireRight(toChange: former, to: configuration)
        if let contradiction = configuration.contradiction(after: former) {
            throw CommandFailure(.refused, reason: contradiction.reason)
        }
        try CommandFailure.refusing { () throws(Refusal) in try router.apply(configuration) }
        configurationChanged()
        return configuration.warnings(after: former)
    }

    private func archivePeriodically(at now: Instant) {
        nextArchiving = archiveInterval.map { now + .minutes($0) }
        var writing = ConfigurationWriting(router.configuration)
        work {
            writing.write(lines: $0)
        } then: { (keeper) throws(Refusal) in
            keeper.router.log(.archived(try keeper.archive(writing.octets)))
        } otherwise: {
            .archivingFailed($0)
        }
    }
}

extension Duration {
    /// Whole minutes.
    static func minutes(_ count: UInt32) -> Duration {
        .seconds(Int64(count) * 60)
    }

    /// Whole seconds, rounded up; none for the past.
    var wholeSeconds: UInt64 {
        guard self > .zero else { return 0 }
        return UInt64(components.seconds) + (components.attoseconds > 0 ? 1 : 0)
    }
}
