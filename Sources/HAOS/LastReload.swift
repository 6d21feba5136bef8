import Glibc
import Management

/// Why the daemon began anew: told from one program to the next that takes its place, in the environment.
enum LastReload {
    private static let variable = "HAOS_RELOAD_CAUSE"

    /// Who asked for it, and why; `nil` if the daemon was started.
    static var cause: String? {
        unsafe getenv(variable).map { unsafe String(cString: $0) }
    }

    /// Notes it for the next program.
    static func note(_ identity: OperatorIdentity, reason: String?) {
        unsafe setenv(variable, "\(identity)" + (reason.map { ": \($0)" } ?? ""), 1)
    }
}
