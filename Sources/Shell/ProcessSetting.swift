import Glibc

/// What the process was given by whoever started it.
enum ProcessSetting {
    /// The address of the SSH client; empty if there is none.
    static var origin: String {
        String(value("SSH_CONNECTION")?.prefix { $0 != " " } ?? "")
    }

    /// What an SSH client asked to be executed; `nil` if it asked for a session.
    static var originalCommand: String? { value("SSH_ORIGINAL_COMMAND") }

    /// Forgets all settings of the environment but those that are needed and do no harm.
    static func restrict() {
        let kept = ["TERM", "SSH_CONNECTION"].compactMap { name in value(name).map { (name, $0) } }
        clearenv()
        for (name, value) in kept { unsafe setenv(name, value, 1) }
        unsafe setenv("LC_CTYPE", "C.UTF-8", 1)
    }

    private static func value(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}
