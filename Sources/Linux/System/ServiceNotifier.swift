import CLinux
import Glibc

/// Tells the service manager how the daemon is doing (sd_notify(3)), if it asked to be told.
public struct ServiceNotifier {
    /// Something to tell.
    public enum State: Hashable, Sendable {
        /// The daemon does its work from now on.
        case ready
        /// The daemon is about to end.
        case stopping
        /// The daemon begins anew as the same process, and will be ready again.
        case reloading

        var message: String {
            switch self {
            case .ready: "READY=1"
            case .stopping: "STOPPING=1"
            case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(Self.microseconds)"
            }
        }

        /// The moment on the service manager's clock.
        private static var microseconds: Int {
            var time = timespec()
            // The call fails for an unknown clock only.
            unsafe clock_gettime(CLOCK_MONOTONIC, &time)
            return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
        }
    }

    private let path: String?

    /// Tells the socket at `path`, a name of the abstract kind if it begins with `@`; nobody if it is `nil`.
    public init(path: String?) {
        self.path = path
    }

    /// Tells whom the environment names in NOTIFY_SOCKET.
    public init() {
        self.init(path: unsafe getenv("NOTIFY_SOCKET").map { unsafe String(cString: $0) })
    }

    /// Sends one notification; does nothing where nobody asked.
    public func notify(_ state: State) throws(SystemCallError) {
        guard let path else { return }
        let purpose = "telling the service manager \(state.message) at \(path)"
        guard let address = UnixSocketAddress(path) else {
            throw SystemCallError(call: "sendto", purpose: purpose, code: ENAMETOOLONG)
        }
        let manager = try FileDescriptor("socket", for: purpose) {
            socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        }
        let octets = Array(state.message.utf8)
        try SystemCallError.check("sendto", for: purpose) {
            unsafe address.withPointer {
                unsafe sendto(manager.rawValue, octets, octets.count, Int32(MSG_NOSIGNAL), $0, $1)
            }
        }
    }
}
