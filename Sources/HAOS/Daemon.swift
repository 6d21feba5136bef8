import Core
import Cryptography
import Glibc
import Linux
import Management

/// The daemon's parts, put together.
final class Daemon {
    /// Packets taken from the forwarding plane before anything else gets its turn.
    private static let packetsPerWakeUp = 256
    /// Reassembled packets, of up to 64 KB each.
    private static let reassembledPerWakeUp = 32

    private let loop: EventLoop
    private let log: RouterLog
    private let auditFile: AppendedFile
    private let plane: ForwardingPlane
    private let reassembled: ReassembledTunnel
    private let monitor: LinkMonitor
    private let driver: EngineDriver
    private let surroundings: Surroundings
    private let service: RouterService
    private let controlSocketPath: String
    /// `nil` until the daemon serves.
    private var control: ControlSocket?
    private let signals: SignalWatch
    /// What the keeper of the configuration waits for.
    private let timer: LoopTimer
    /// What the log says a while later.
    private let logTimer: LoopTimer
    /// Whether the configuration is the one before a change that nobody confirmed.
    private let isRecovering: Bool
    /// Whether an operator wants the daemon to begin anew.
    private var isRestarting = false
    /// Why the daemon cannot go on.
    private var failure: (any Error)?
    /// Held, and so locked, as long as the daemon runs.
    private let stateDirectory: StateDirectory

    /// Takes hold of the state directory first: nothing of the machine is touched if another daemon has it.
    init(
        startupFile: StartupFile, stateDirectory: String, controlSocketPath: String, strongSwanSocket: String
    ) throws {
        let loop = try EventLoop()
        let sessions = SessionRegistry()
        let log = RouterLog(.daemon(on: loop), sessions: sessions)
        self.log = log
        logTimer = loop.makeTimer { _ in log.tellWhatIsMissing() }
        signals = try SignalWatch([SIGTERM, SIGINT], on: loop) { _ in loop.stop() }
        self.stateDirectory = try StateDirectory(stateDirectory)
        auditFile = AppendedFile(path: "\(stateDirectory)/audit")
        let files = ConfigurationFiles(startupFile: startupFile, stateDirectory: self.stateDirectory)
        let former = Self.formerConfiguration(in: files, log)
        isRecovering = former != nil
        let configuration = try (former ?? startupFile.configuration()).hashingPasswords()
        plane = try ForwardingPlane()
        let sender = try PacketSender()
        reassembled = try ReassembledTunnel(plane: plane, sender: sender)
        monitor = try LinkMonitor()
        let protection = Protection(plane: plane, loop: loop, log: log, strongSwanSocket: strongSwanSocket)
        let mobileNode = try MobileNodeDriver(
            plane: plane, protection: protection, directory: self.stateDirectory, log: log)
        driver = EngineDriver(
            engine: Engine(authenticator: SwiftCryptoAuthenticator(), seed: .random(in: .min ... .max)), loop: loop,
            plane: plane, protection: protection, sender: sender, mobileNode: mobileNode, log: log)
        surroundings = try Surroundings(
            configuration: configuration, monitor: monitor,
            configurator: try SystemConfigurator(directory: self.stateDirectory),
            attachments: try ForwardingAttachments(plane: plane, log: log), protection: protection,
            mobileNode: mobileNode, driver: driver,
            loop: loop, log: log)
        let service = RouterService(
            files: files, passwords: try PasswordWorker(loop: loop), box: Box(loop: loop), driver: driver, plane: plane,
            surroundings: surroundings, sessions: sessions, log: log, audit: AuditTrail(auditFile, log: log))
        timer = loop.makeTimer { service.keeper.deadlineReached(at: $0) }
        self.service = service
        self.controlSocketPath = controlSocketPath
        self.loop = loop
    }

    /// What was in force before a change that nobody confirmed; `nil` if there is no such change.
    private static func formerConfiguration(in files: ConfigurationFiles, _ log: RouterLog) -> Configuration? {
        do {
            return try ConfigurationKeeper.formerConfiguration(in: files)
        } catch {
            log.write(LogMessage(.configuration, .errors, "ROLLBACK", "\(error)"))
            return nil
        }
    }

    /// Serves until it is told to end, and leaves the machine as it was.
    ///
    /// - Returns: Whether it is to begin anew.
    func run() throws -> Bool {
        defer { end() }
        try surroundings.begin()
        keepConfiguration()
        try loop.register(plane.ringBufferDescriptor) { [unowned self] _, now in
            plane.consume(limit: Self.packetsPerWakeUp) { driver.handle($0, at: now) }
        }
        try loop.register(reassembled.descriptor) { [unowned self] _, _ in
            reassembled.forward(limit: Self.reassembledPerWakeUp)
        }
        try loop.register(monitor.descriptor) { [unowned self] _, _ in
            surroundings.receive()
            do {
                try openWhenSettled()
            } catch {
                failure = error
                loop.stop()
            }
        }
        try openWhenSettled()
        try loop.run()
        if let failure { throw failure }
        return isRestarting
    }

    private func keepConfiguration() {
        let keeper = service.keeper
        keeper.deadlineChanged = { [timer, unowned keeper] in timer.deadline = keeper.deadline }
        service.restarter = { [unowned self] in
            isRestarting = true
            loop.stop()
        }
        log.linesMissing = { [logTimer] in
            if logTimer.deadline == nil { logTimer.deadline = MonotonicClock.now() + .seconds(1) }
        }
        keeper.configurationChanged()
        if isRecovering { keeper.recovered() }
    }

    /// Lets operators in, and says so, once mobile nodes are served.
    private func openWhenSettled() throws(ControlSocketError) {
        guard control == nil, surroundings.isSettled else { return }
        control = try ControlSocket(path: controlSocketPath, loop: loop) { [service] peer in
            ControlClient(router: service, peer: peer)
        }
        log.write(
            LogMessage(
                .system, .notifications, "STARTED", "HAOS \(Version.current) serves on \(Kernel.nameAndRelease)"))
        notify(.ready)
    }

    private func end() {
        notify(isRestarting ? .reloading : .stopping)
        control?.stop()
        surroundings.end()
        log.write(LogMessage(.system, .notifications, "STOPPED", "the machine is as it was"))
        log.close()
        auditFile.finish()
    }

    private func notify(_ state: ServiceNotifier.State) {
        do {
            try ServiceNotifier().notify(state)
        } catch {
            log.write(LogMessage(.system, .warnings, "NOTIFY", "\(error)"))
        }
    }
}
