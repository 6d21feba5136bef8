import CEditLine
import Glibc

/// Signals as something to wait for: they are blocked, and read from a descriptor.
final class SignalSource {
    /// Signals that tell of the terminal.
    static let terminal: [Int32] = [SIGWINCH, SIGCONT]
    /// Signals that tell the shell to end.
    static let end: [Int32] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT]

    /// What to wait for.
    let descriptor: Int32

    init() {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for signal in Self.terminal + Self.end { unsafe sigaddset(&set, signal) }
        unsafe sigprocmask(SIG_BLOCK, &set, nil)
        descriptor = unsafe signalfd(-1, &set, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
    }

    deinit {
        close(descriptor)
    }

    /// The next signal that arrived.
    func next() -> Int32? {
        var information = signalfd_siginfo()
        let size = MemoryLayout.size(ofValue: information)
        guard unsafe read(descriptor, &information, size) == size else { return nil }
        return Int32(information.ssi_signo)
    }
}
