import Glibc

/// The terminal that the shell runs in.
enum Terminal {
    /// Whether a person types and sees the answers.
    static var isInteractive: Bool {
        isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    }

    /// Columns; 80 if they are not known.
    static var width: Int {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Shows a text now.
    static func show(_ text: String) {
        print(text, terminator: "")
        fflush(nil)
    }
}
