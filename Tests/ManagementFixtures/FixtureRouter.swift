import Core
import Management

/// A router without a network: what is applied is in force, what is saved can be read.
open class FixtureRouter: ManagedRouter {
    /// What was applied last.
    public var configuration: Configuration
    /// What `show ipv6 mobile traffic` shows.
    public var traffic = FixtureRouter.someTraffic
    /// The interfaces there are.
    public var interfaceNames = ["home0", "lo", "wan0"]
    /// The bindings there are.
    public var records: [BindingRecord] = []
    /// The home links with their routers.
    public var homeLinkRouters: [HomeLinkRouters] = []
    /// How it stands with it as a mobile node.
    public var mobileNodeStatus = MobileNodeStatus()
    /// Its Binding Update List.
    public var bindingUpdateList: [BindingUpdateListEntry] = []
    /// The neighbors there are.
    public var neighbors = FixtureBox.neighbors
    /// The files there are.
    public let memory = MemoryFiles()
    /// Why configurations and files are refused; `nil` accepts them.
    public var refusal: Refusal? { didSet { memory.refusal = refusal } }
    /// This moment; it only moves by `advance`.
    public private(set) var now = Instant(nanoseconds: 1_000_000_000)
    /// How often a restart was asked for.
    public private(set) var restarts = 0
    /// What the log was told.
    public private(set) var logged: [ConfigurationEvent] = []
    /// Who asks whether passwords are right.
    public private(set) lazy var doorkeeper = Doorkeeper(router: self)
    /// Hashes at once.
    public let hasher = FixturePasswords()
    /// What the log was told of who may do what.
    public private(set) var accessEvents: [AccessEvent] = []
    /// How often the lines of filters matched.
    public var filterCounters = FilterCounters()
    /// The sessions that are open.
    public let sessions = SessionRegistry()
    /// The log and what its sinks got.
    public let logs = FixtureLog()
    /// The log.
    public private(set) lazy var eventLog = logs.makeLog(sessions: sessions) { [unowned self] in now }
    /// Who did what.
    public private(set) lazy var audit = AuditTrail(logs, log: eventLog)
    /// How often a configuration was applied.
    public private(set) var applications = 0
    /// How often the counters were cleared.
    public private(set) var trafficClearings = 0

    /// A little of everything.
    private static var someTraffic: TrafficReport {
        var traffic = TrafficReport(
            TrafficCounters(), forwarding: ["tunnelled": 12, "reverseTunnelled": 11],
            at: Instant(nanoseconds: 0))
        traffic.mobilityMessagesReceived = 8
        traffic.messagesWithChecksumErrors = 1
        traffic.bindingUpdatesReceived = 7
        traffic.secondsSinceAccepted = 61
        traffic.bindingAcknowledgementsSent = ["0": 5, "135": 1]
        traffic.registrations = 3
        traffic.routerAdvertisementsSent = 1000
        traffic.refused = ["sequenceNumber": 1, "wrongAuthenticator": 0]
        traffic.dropped = ["checksumError": 1, "malformedMessage": 0]
        return traffic
    }

    /// A router with a configuration.
    public init(_ configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    /// Always the same.
    public var version: VersionReport {
        VersionReport(
            version: "1.2.3", hostName: configuration.hostName, kernel: "Linux 6.1.0", uptime: 93_784,
            reloadCause: "root (console): new keys", imageFile: "/usr/sbin/haosd",
            configurationFile: "/etc/haos/startup-config")
    }

    /// Takes a configuration, unless all is refused.
    public func apply(_ configuration: Configuration) throws(Refusal) {
        if let refusal { throw refusal }
        applications += 1
        self.configuration = configuration
        eventLog.configure(configuration.logging, hostName: configuration.hostName)
    }

    /// The file that the router starts with.
    public var startupFile: [UInt8]? {
        get { memory.contents[.startup] }
        set { memory.contents[.startup] = newValue }
    }

    // MARK: Access

    /// Hashes at once.
    public var passwords: any PasswordHasher { hasher }

    /// Keeps what it is told, and writes it.
    public func log(_ event: AccessEvent) {
        accessEvents.append(event)
        eventLog.write(event.message)
    }

    // MARK: The life of configurations

    /// What looks after the configuration.
    public private(set) lazy var keeper = ConfigurationKeeper(router: self)

    /// The files there are.
    public var files: any ManagedFiles { memory }

    /// An hour from now for midnight, two for one o'clock, and so on.
    public func next(_ time: TimeOfDay) -> Instant {
        now + .seconds(3600 * (Int(time.hour) + 1) + 60 * Int(time.minute))
    }

    /// Counts how often it is asked for.
    public func restart() {
        restarts += 1
    }

    /// Keeps what it is told, and writes it.
    public func log(_ event: ConfigurationEvent) {
        logged.append(event)
        eventLog.write(event.message)
    }

    /// Lets time pass: what is due is done.
    public func advance(by duration: Duration) {
        let end = now + duration
        while let deadline = keeper.deadline, deadline <= end {
            now = max(now, deadline)
            keeper.deadlineReached(at: now)
        }
        now = end
    }

    // MARK: Bindings

    /// The records that are meant, two to a page.
    open func bindings(matching selector: BindingSelector) -> AnyIterator<[BindingRecord]> {
        var rest = records.filter { Self.matches($0, selector) }[...]
        return AnyIterator {
            defer { rest = rest.dropFirst(2) }
            return rest.isEmpty ? nil : Array(rest.prefix(2))
        }
    }

    /// Removes the records that are meant, one by one.
    open func clearBindings(matching selector: BindingSelector) -> AnyIterator<Void> {
        AnyIterator { [self] in
            records.firstIndex { Self.matches($0, selector) }.map { _ = records.remove(at: $0) }
        }
    }

    private static func matches(_ record: BindingRecord, _ selector: BindingSelector) -> Bool {
        selector.homeAddress?.contains(record.homeAddress) ?? true
            && selector.careOfAddress?.contains(record.careOfAddress) ?? true
            && selector.homeLink.map { $0 == record.interface } ?? true
            && selector.identity.map { identity in
                record.mobileNodeIdentifier.flatMap { NetworkAccessIdentifier($0) }.map(identity.includes) ?? false
            } ?? true
    }

    /// Clears the counts of a filter.
    public func clearCounters(of filter: FilterName) {
        filterCounters.clear(filter)
    }

    /// Clears the counts of a kind of filters.
    public func clearCounters(ofAll kind: FilterName.Kind) {
        filterCounters.clear(kind)
    }

    /// Counts how often it is asked for.
    public func clearTraffic() {
        trafficClearings += 1
    }
}
