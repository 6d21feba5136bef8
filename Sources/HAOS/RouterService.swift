import Core
import Linux
import Logging
import Management

/// What operators see of the daemon, and what they may ask of it.
final class RouterService: ManagedRouter {
    let files: any ManagedFiles
    let sessions = SessionRegistry()
    /// Ends the daemon, which begins anew then.
    var restarter: () -> Void = {}
    private(set) lazy var keeper = ConfigurationKeeper(router: self)
    private(set) lazy var doorkeeper = Doorkeeper(router: self)
    let passwords: any PasswordHasher
    let box: Box
    let driver: EngineDriver
    let plane: ForwardingPlane
    let surroundings: Surroundings
    private let logger: Logger
    private let startedAt = MonotonicClock.now()
    /// The forwarding plane's counters when they were last cleared.
    private var clearedCounters: ForwardingCounters

    init(
        files: ConfigurationFiles, passwords: any PasswordHasher, box: Box, driver: EngineDriver,
        plane: ForwardingPlane, surroundings: Surroundings, logger: Logger
    ) {
        self.files = files
        self.passwords = passwords
        self.box = box
        self.logger = logger
        self.driver = driver
        self.plane = plane
        self.surroundings = surroundings
        clearedCounters = plane.counters()
    }

    // MARK: Configuration

    var configuration: Configuration { surroundings.configuration }

    func apply(_ configuration: Configuration) throws(Refusal) {
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
        logger.log(level: event.isError ? .error : .notice, "\(event)")
    }

    func log(_ event: AccessEvent) {
        logger.log(level: event.isWarning ? .warning : .notice, "\(event)")
    }

    // MARK: Looking

    var version: VersionReport {
        VersionReport(
            version: Version.current, hostName: configuration.hostName, kernel: Kernel.nameAndRelease,
            uptime: UInt64((MonotonicClock.now() - startedAt).components.seconds))
    }

    var traffic: TrafficReport {
        let counters = plane.counters()
        let named = ForwardingCounter.allCases.map { ($0.rawValue, counters[$0] &- clearedCounters[$0]) }
        return TrafficReport(driver.counters, forwarding: Dictionary(uniqueKeysWithValues: named), at: now)
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
    }
}
