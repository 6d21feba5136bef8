import CLinux
import Core
import Glibc

/// Signals as events of a loop: they stay blocked for good and are read from a descriptor.
///
/// Make it before any other thread, so that every thread inherits the blocking.
public final class SignalWatch {
    private let descriptor: FileDescriptor

    /// Blocks `signals` and calls `handler` on the loop with the number of each that arrives.
    public init(
        _ signals: [Int32], on loop: EventLoop, handler: @escaping (Int32) -> Void
    ) throws(SystemCallError) {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for signal in signals {
            unsafe sigaddset(&set, signal)
        }
        let failure = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        guard failure == 0 else {
            throw SystemCallError(call: "pthread_sigmask", purpose: "blocking signals", code: failure)
        }
        descriptor = try FileDescriptor("signalfd", for: "receiving signals") {
            unsafe signalfd(-1, &set, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
        }
        try loop.register(descriptor.rawValue) { [unowned self] _, _ in
            if let signal = next() { handler(signal) }
        }
    }

    private func next() -> Int32? {
        var information = signalfd_siginfo()
        let size = MemoryLayout.size(ofValue: information)
        guard unsafe read(descriptor.rawValue, &information, size) == size else { return nil }
        return Int32(information.ssi_signo)
    }
}
