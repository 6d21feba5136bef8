import Core
import Cryptography
import Glibc
import Linux
import Logging
import Management

/// The daemon's parts, put together.
final class Daemon {
    /// Packets taken from the forwarding plane before anything else gets its turn.
    private static let packetsPerWakeUp = 256

    private let loop: EventLoop
    private let logger = Logger(label: "haosd")
    private let plane: ForwardingPlane
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
    /// Whether the configuration is the one before a change that nobody confirmed.
    private let isRecovering: Bool
    /// Whether an operator wants the daemon to begin anew.
    private var isRestarting = false
    /// Why the daemon cannot go on.
    private var failure: (any Error)?
    /// Held, and so locked, as long as the daemon runs.
    private let stateDirectory: StateDirectory

    /// Takes hold of the state directory first: nothing of the machine is touched if another daemon has it.
    init(startupFile: StartupFile, stateDirectory: String, controlSocketPath: String) throws {
        let loop = try EventLoop()
        signals = try SignalWatch([SIGTERM, SIGINT], on: loop) { _ in loop.stop() }
        self.stateDirectory = try StateDirectory(stateDirectory)
        let files = ConfigurationFiles(startupFile: startupFile, stateDirectory: self.stateDirectory)
        let former = Self.formerConfiguration(in: files, logger)
        isRecovering = former != nil
        let configuration = try (former ?? startupFile.configuration()).hashingPasswords()
        plane = try ForwardingPlane()
        monitor = try LinkMonitor()
        driver = EngineDriver(
            engine: Engine(authenticator: SwiftCryptoAuthenticator(), seed: .random(in: .min ... .max)), loop: loop,
            plane: plane, sender: try PacketSender(), logger: logger)
        surroundings = try Surroundings(
            configuration: configuration, monitor: monitor,
            configurator: try SystemConfigurator(directory: self.stateDirectory),
            attachments: try ForwardingAttachments(plane: plane, logger: logger), driver: driver, loop: loop,
            logger: logger)
        let service = RouterService(
            files: files, passwords: try PasswordWorker(loop: loop), box: Box(loop: loop), driver: driver, plane: plane,
            surroundings: surroundings, logger: logger)
        timer = loop.makeTimer { service.keeper.deadlineReached(at: $0) }
        self.service = service
        self.controlSocketPath = controlSocketPath
        self.loop = loop
    }

    /// What was in force before a change that nobody confirmed; `nil` if there is no such change.
    private static func formerConfiguration(in files: ConfigurationFiles, _ logger: Logger) -> Configuration? {
        do {
            return try ConfigurationKeeper.formerConfiguration(in: files)
        } catch {
            logger.error("%CONFIG-3-ROLLBACK: \(error)")
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
            plane.consume(limit: Self.packetsPerWakeUp) { driver.handle(.packet($0), at: now) }
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
        keeper.configurationChanged()
        if isRecovering { keeper.recovered() }
    }

    /// Lets operators in, and says so, once mobile nodes are served.
    private func openWhenSettled() throws(ControlSocketError) {
        guard control == nil, surroundings.isSettled else { return }
        control = try ControlSocket(path: controlSocketPath, loop: loop) { [service] peer in
            ControlClient(router: service, peer: peer)
        }
        logger.notice("%SYS-5-STARTED: HAOS \(Version.current) serves on \(Kernel.nameAndRelease)")
        notify(.ready)
    }

    private func end() {
        notify(isRestarting ? .reloading : .stopping)
        control?.stop()
        surroundings.end()
        logger.notice("%SYS-5-STOPPED: the machine is as it was")
    }

    private func notify(_ state: ServiceNotifier.State) {
        do {
            try ServiceNotifier().notify(state)
        } catch {
            logger.warning("%SYS-4-NOTIFY: \(error)")
        }
    }
}
