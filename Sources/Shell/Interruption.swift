import Glibc
import Synchronization

/// Ctrl-C while a command prints: what is left of its output is not shown.
enum Interruption {
    private static let flag = Atomic(false)

    /// Whether Ctrl-C was pressed since `begin`.
    static var isRequested: Bool { flag.load(ordering: .relaxed) }

    /// Lets Ctrl-C break off output from now on, instead of ending the process.
    static func begin() {
        flag.store(false, ordering: .relaxed)
        signal(SIGINT) { _ in Interruption.flag.store(true, ordering: .relaxed) }
    }
}
