import Glibc

/// The terminal that the shell runs in.
enum Terminal {
    /// Whether a person types and sees the answers.
    static var isInteractive: Bool {
        isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    }

    /// Its name without `/dev/`; empty if there is none.
    static var name: String {
        var name = [CChar](repeating: 0, count: 64)
        guard unsafe ttyname_r(STDIN_FILENO, &name, name.count) == 0 else { return "" }
        let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.hasPrefix("/dev/") ? String(text.dropFirst(5)) : text
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
