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
    /// Why the daemon cannot go on.
    private var failure: (any Error)?
    /// Held, and so locked, as long as the daemon runs.
    private let stateDirectory: StateDirectory

    /// Takes hold of the state directory first: nothing of the machine is touched if another daemon has it.
    init(configuration: Configuration, startupFile: StartupFile, stateDirectory: String, controlSocketPath: String)
        throws
    {
        let loop = try EventLoop()
        signals = try SignalWatch([SIGTERM, SIGINT], on: loop) { _ in loop.stop() }
        self.stateDirectory = try StateDirectory(stateDirectory)
        plane = try ForwardingPlane()
        monitor = try LinkMonitor()
        driver = EngineDriver(
            engine: Engine(authenticator: SwiftCryptoAuthenticator(), seed: .random(in: .min ... .max)), loop: loop,
            plane: plane, sender: try PacketSender(), logger: logger)
        surroundings = Surroundings(
            configuration: configuration, monitor: monitor,
            configurator: try SystemConfigurator(directory: self.stateDirectory),
            attachments: try ForwardingAttachments(plane: plane, logger: logger), driver: driver, logger: logger)
        service = RouterService(
            startupFile: startupFile, driver: driver, plane: plane, surroundings: surroundings)
        self.controlSocketPath = controlSocketPath
        self.loop = loop
    }

    /// Serves until it is told to end, and leaves the machine as it was.
    func run() throws {
        defer { end() }
        try surroundings.begin()
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
        notify(.stopping)
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
