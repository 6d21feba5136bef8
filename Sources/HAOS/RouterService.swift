import Core
import Linux
import Management

/// What operators see of the daemon, and what they may ask of it.
final class RouterService: ManagedRouter {
    var files: any ManagedFiles { configurationFiles }
    private let configurationFiles: ConfigurationFiles
    let sessions: SessionRegistry
    let eventLog: RouterLog
    let audit: AuditTrail
    /// Ends the daemon, which begins anew then.
    var restarter: () -> Void = {}
    private(set) lazy var keeper = ConfigurationKeeper(router: self)
    private(set) lazy var doorkeeper = Doorkeeper(router: self)
    let passwords: any PasswordHasher
    let box: Box
    let driver: EngineDriver
    let plane: ForwardingPlane
    let surroundings: Surroundings
    private let startedAt = MonotonicClock.now()
    /// The forwarding plane's counters when they were last cleared.
    private var clearedCounters: ForwardingCounters
    private var clearedIPsecCounters = IPsecCounters.read()

    init(
        files: ConfigurationFiles, passwords: any PasswordHasher, box: Box, driver: EngineDriver,
        plane: ForwardingPlane, surroundings: Surroundings, sessions: SessionRegistry, log: RouterLog,
        audit: AuditTrail
    ) {
        configurationFiles = files
        self.passwords = passwords
        self.box = box
        self.sessions = sessions
        eventLog = log
        self.audit = audit
        self.driver = driver
        self.plane = plane
        self.surroundings = surroundings
        clearedCounters = plane.counters()
    }

    // MARK: Configuration

    var configuration: Configuration { surroundings.configuration }

    func apply(_ configuration: Configuration) throws(Refusal) {
        if let absence = surroundings.absenceOfProtection(for: configuration) {
            throw Refusal("`ipsec` protects nothing here: \(absence).")
        }
        surroundings.apply(configuration)
    }

    var now: Instant { MonotonicClock.now() }

    func next(_ time: TimeOfDay) -> Instant {
        LocalClock.next(hour: Int(time.hour), minute: Int(time.minute))
    }

    func restart() {
        restarter()
    }

    func log(_ event: ConfigurationEvent) {
        if case .reloading(let identity, let reason) = event { LastReload.note(identity, reason: reason) }
        eventLog.write(event.message)
    }

    func log(_ event: AccessEvent) {
        eventLog.write(event.message)
    }

    // MARK: Looking

    var version: VersionReport {
        VersionReport(
            version: Version.current, hostName: configuration.hostName, kernel: Kernel.nameAndRelease,
            uptime: UInt64((MonotonicClock.now() - startedAt).components.seconds), reloadCause: LastReload.cause,
            imageFile: Program.path ?? CommandLine.arguments[0], configurationFile: configurationFiles.startupPath)
    }

    var traffic: TrafficReport {
        let counters = plane.counters()
        let named = ForwardingCounter.allCases.map { ($0.rawValue, counters[$0] &- clearedCounters[$0]) }
        let ipsec = IPsecCounters.read().map { ($0, $1 &- (clearedIPsecCounters[$0] ?? 0)) }
        return TrafficReport(driver.counters, forwarding: Dictionary(uniqueKeysWithValues: named + ipsec), at: now)
    }

    var filterCounters: FilterCounters { driver.filterCounters }

    var interfaceNames: [String] {
        surroundings.links.map(\.link.name)
    }

    // MARK: Clearing

    func clearCounters(of filter: FilterName) {
        driver.handle(.clearFilter(filter), at: MonotonicClock.now())
    }

    func clearCounters(ofAll kind: FilterName.Kind) {
        driver.handle(.clearFilters(kind), at: MonotonicClock.now())
    }

    func clearTraffic() {
        driver.clearCounters()
        clearedCounters = plane.counters()
        clearedIPsecCounters = IPsecCounters.read()
    }
}
