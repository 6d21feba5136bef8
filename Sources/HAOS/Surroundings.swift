import Core
import Linux
import Management

/// The configuration in force and the machine's interfaces: a change of either reaches the kernel, the forwarding
/// plane and the engine from here.
final class Surroundings {
    private(set) var configuration: Configuration
    private let monitor: LinkMonitor
    private let configurator: SystemConfigurator
    private let attachments: ForwardingAttachments
    private let protection: Protection
    private let mobileNode: MobileNodeDriver
    private let driver: EngineDriver
    private let wallClock: WallClock
    private let log: RouterLog
    /// What the engine needs of the configuration, its dates as moments of the clock as it goes now; before `begin`, of
    /// none.
    private var mobility = MobilityConfiguration()
    private var reported = SystemReport()
    private var duplicates: Set<String> = []

    init(
        configuration: Configuration, monitor: LinkMonitor, configurator: SystemConfigurator,
        attachments: ForwardingAttachments, protection: Protection, mobileNode: MobileNodeDriver, driver: EngineDriver,
        loop: EventLoop,
        log: RouterLog
    ) throws {
        self.configuration = configuration
        self.monitor = monitor
        self.configurator = configurator
        self.attachments = attachments
        self.protection = protection
        self.mobileNode = mobileNode
        self.driver = driver
        self.log = log
        wallClock = try WallClock(on: loop)
        wallClock.wasSet = { [unowned self] in clockWasSet() }
    }

    /// The interfaces there are, by name.
    var links: [LinkDescription] {
        monitor.links.values.sorted { $0.link.name < $1.link.name }
    }

    /// Takes the interfaces in for the first time and puts the configuration in force.
    func begin() throws {
        tellTime()
        for memory in mobileNode.memories { driver.handle(.mobileNode(memory), at: MonotonicClock.now()) }
        take(try monitor.synchronize())
        apply(configuration, after: Configuration())
        receive()
    }

    /// Whether the addresses of the configured interfaces went through the kernel's duplicate address detection: until
    /// then they receive nothing.
    var isSettled: Bool {
        links.filter { $0.link.isRunning && configuration.interfaces.keys.map(\.text).contains($0.link.name) }
            .allSatisfy { description in
                description.link.addresses.allSatisfy {
                    $0.isUsable || description.duplicateAddresses.contains($0.address)
                }
            }
    }

    /// Puts a configuration in force.
    func apply(_ configuration: Configuration) {
        apply(configuration, after: self.configuration)
    }

    private func apply(_ configuration: Configuration, after former: Configuration) {
        log.configure(configuration.logging, hostName: configuration.hostName)
        for warning in configuration.warnings(after: former) {
            log.write(LogMessage(.configuration, .warnings, "WARNING", "\(warning)"))
        }
        mobility = configuration.mobility(after: former, mobility, wallClock.moment)
        self.configuration = configuration
        // The engine first: what it has to say on a link that is about to be set down is said.
        configureEngine()
        report(configurator.apply(systemState))
    }

    /// Why a configuration would ask for protection that this kernel has not; `nil` if it does not, or did before.
    func absenceOfProtection(for configuration: Configuration) -> String? {
        configuration.asksForProtection(beyond: self.configuration) ? protection.absence : nil
    }

    /// How keys are negotiated; `nil` if none are to be.
    var keyExchange: KeyExchangeStatus? { protection.keyExchangeStatus }

    private var systemState: SystemState {
        var state = configuration.systemState
        guard protection.isNeeded else { return state }
        state.virtualInterfaces.insert(Protection.interfaceName)
        state.interfaces[Protection.interfaceName] = []
        state.looksUpRoutes = true
        return state
    }

    private func configureEngine() {
        protection.apply(mobility, links)
        attachments.update(links, for: mobility)
        mobileNode.prepare(links, for: mobility)
        driver.handle(.configured(mobility), at: MonotonicClock.now())
        mobileNode.tidy(for: mobility)
    }

    /// Dates fall on other moments.
    private func clockWasSet() {
        tellTime()
        mobility = configuration.mobility(wallClock.moment)
        configureEngine()
    }

    private func tellTime() {
        driver.handle(.clockSet(NetworkTimestamp(since1970: CalendarClock.now())), at: MonotonicClock.now())
    }

    /// Takes in what the kernel says of its interfaces.
    func receive() {
        do {
            take(try monitor.receive())
        } catch {
            log.write(LogMessage(.link, .errors, "LOST", "\(error)"))
        }
    }

    /// Leaves the machine as it was.
    func end() {
        driver.handle(.shutdown, at: MonotonicClock.now())
        mobileNode.tidy(for: MobilityConfiguration())
        attachments.update([], for: MobilityConfiguration())
        protection.end()
        report(configurator.apply(SystemState()))
    }

    private func take(_ changes: [LinkChange]) {
        guard !changes.isEmpty else { return }
        report(configurator.reconcile())
        reportDuplicates()
        protection.apply(mobility, links)
        attachments.update(links, for: mobility)
        mobileNode.prepare(links, for: mobility)
        for change in changes {
            driver.handle(change.event, at: MonotonicClock.now())
        }
    }

    /// Says what has gone wrong since the last report.
    private func report(_ report: SystemReport) {
        for failure in report.failures where !reported.failures.contains(failure) {
            log.write(LogMessage(.system, .errors, "REFUSED", "\(failure)"))
        }
        for name in report.missingInterfaces.subtracting(reported.missingInterfaces).sorted() {
            log.write(
                LogMessage(.link, .warnings, "MISSING", "there is no interface \(name); it is taken up when it appears")
            )
        }
        for route in report.waitingRoutes.subtracting(reported.waitingRoutes) {
            log.write(LogMessage(.system, .warnings, "ROUTE", "\(route) waits until its next hop can be reached"))
        }
        reported = report
    }

    /// Says which configured addresses somebody else uses.
    private func reportDuplicates() {
        let present = Set(
            links.flatMap { description in
                description.duplicateAddresses.map { "\($0) on \(description.link.name)" }
            })
        for address in present.subtracting(duplicates).sorted() {
            log.write(LogMessage(.ipv6, .errors, "DUPLICATE", "\(address) is used by somebody else on the link"))
        }
        duplicates = present
    }
}

extension LinkChange {
    /// The engine's word for it.
    fileprivate var event: Event {
        switch self {
        case .changed(let description): .linkChanged(description.link)
        case .removed(let index): .linkRemoved(index)
        }
    }
}
