import Management

/// Reads a short text apart from the line editor, which would keep it: an answer that nobody may see, a pattern of the
/// pager.
struct PlainReader {
    /// Characters that a text may have; more are not taken.
    private static let capacity = 1024

    private let console: Console
    private let isEchoing: Bool
    private var text = String.UnicodeScalarView()

    init(_ console: Console, isEchoing: Bool) {
        self.console = console
        self.isEchoing = isEchoing
    }

    /// Asks, and reads up to Return. Backspace and Ctrl-U take back, Ctrl-C gives up.
    mutating func read(prompt: String, _ interest: Console.Interest = .keys) throws(ShellError) -> Entry {
        show(prompt)
        while true {
            switch try console.next(interest) {
            case .key(let key):
                if let entry = take(key) {
                    Terminal.show("\n")
                    return entry
                }
                if isEchoing { show(prompt) }
            case .reply(.notice(let notice)):
                Terminal.show("\r\u{1b}[K" + notice)
                show(prompt)
            case .idle:
                Terminal.show("\n")
                throw .idle
            case .end: return .end
            case .reply, .interrupt, .terminalChanged: continue
            }
        }
    }

    private func show(_ prompt: String) {
        Terminal.show("\r\u{1b}[K" + prompt + (isEchoing ? String(text) : ""))
    }

    private mutating func take(_ key: Unicode.Scalar) -> Entry? {
        switch key {
        case "\r", "\n": return .line(String(text))
        case "\u{3}": return .interrupt
        case "\u{4}": return text.isEmpty ? .interrupt : nil
        case "\u{8}", "\u{7f}": _ = text.popLast()
        case "\u{15}": text = .init()
        default: if key.value >= 0x20, text.count < Self.capacity { text.append(key) }
        }
        return nil
    }
}
