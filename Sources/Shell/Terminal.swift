import Glibc

/// The terminal that the shell runs in.
enum Terminal {
    /// Whether a person types and sees the answers.
    static var isInteractive: Bool {
        isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
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
