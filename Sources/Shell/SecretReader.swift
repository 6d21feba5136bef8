import Management

/// Reads an answer that nobody may see: it is not echoed, and the line editor, which could bring it back, never has it.
struct SecretReader {
    /// Characters that an answer may have; more are not taken.
    private static let capacity = 1024

    private let console: Console
    private var answer = String.UnicodeScalarView()

    init(_ console: Console) {
        self.console = console
    }

    /// Asks, and reads up to Return. Backspace and Ctrl-U take back, Ctrl-C gives up.
    mutating func read(prompt: String) throws(ShellError) -> Entry {
        Terminal.show(prompt)
        while true {
            switch try console.next(.keys) {
            case .key(let key):
                if let entry = take(key) {
                    Terminal.show("\n")
                    return entry
                }
            case .reply(.notice(let text)): Terminal.show("\r\u{1b}[K" + text + prompt)
            case .idle:
                Terminal.show("\n")
                return .idle
            case .end: return .end
            case .reply, .interrupt, .terminalChanged: continue
            }
        }
    }

    private mutating func take(_ key: Unicode.Scalar) -> Entry? {
        switch key {
        case "\r", "\n": return .line(String(answer))
        case "\u{3}": return .interrupt
        case "\u{4}": return answer.isEmpty ? .interrupt : nil
        case "\u{8}", "\u{7f}": _ = answer.popLast()
        case "\u{15}": answer = .init()
        default: if key.value >= 0x20, answer.count < Self.capacity { answer.append(key) }
        }
        return nil
    }
}
