import Glibc

/// The terminal that the shell runs in.
enum Terminal {
    /// Whether a person types and sees the answers.
    static var isInteractive: Bool {
        isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    }

    /// Its name without `/dev/`; empty if there is none.
    static var name: String {
        guard let path = unsafe ttyname(STDIN_FILENO) else { return "" }
        let name = unsafe String(cString: path)
        return name.hasPrefix("/dev/") ? String(name.dropFirst(5)) : name
    }

    /// The address that its user came from over SSH; empty if there is none.
    static var origin: String {
        guard let connection = unsafe getenv("SSH_CONNECTION") else { return "" }
        return unsafe String(cString: connection).split(separator: " ").first.map { String($0) } ?? ""
    }

    /// Columns; 80 if they are not known.
    static var width: Int { size.ws_col > 0 ? Int(size.ws_col) : 80 }

    /// Rows; 24 if they are not known.
    static var height: Int { size.ws_row > 0 ? Int(size.ws_row) : 24 }

    private static var size: winsize {
        var size = winsize()
        _ = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
        return size
    }

    /// Shows a text now.
    static func show(_ text: String) {
        guard !text.isEmpty else { return }
        print(text, terminator: "")
        fflush(nil)
    }
}
