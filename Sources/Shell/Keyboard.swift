import Management

/// Answers the keys that ask the daemon while a line is edited.
final class Keyboard {
    /// What a key does to the line.
    enum Answer: Hashable {
        /// Nothing.
        case nothing
        /// It cannot do anything.
        case beep
        /// Something was printed; the line is shown again below it.
        case printed
        /// Characters before the cursor become a text.
        case replace(characters: Int, text: String)
        /// The line is entered in place of what was typed.
        case enter(line: String)
        /// The line is emptied, and shown again below.
        case discard
    }

    /// The session.
    let client: ControlClient
    /// Why the session cannot go on; the line being edited is the last.
    private(set) var error: ShellError?

    init(_ client: ControlClient) {
        self.client = client
    }

    /// `?`: shows what may follow the text before the cursor.
    func help(_ text: String) -> Answer {
        Terminal.show("?\n")
        let indentation = client.prompt.count
        return ask(.help(line: text)) { result, replies in
            for case .output(let text) in replies { Terminal.show(text) }
            for diagnostic in result.diagnostics {
                Terminal.show(diagnostic.caret(indentation: indentation) + diagnostic.explanation)
            }
            return .printed
        }
    }

    /// Tab: completes the word before the cursor as far as it is clear, else shows what it may become.
    func complete(_ text: String) -> Answer {
        ask(.complete(line: text)) { _, replies in
            for case .completion(let partial, let candidates) in replies {
                return Self.answer(partial, candidates)
            }
            return .beep
        }
    }

    /// Ctrl-Z: leaves configuration.
    func end() -> Answer {
        client.mode.isConfiguration ? .enter(line: "end") : .beep
    }

    /// Ctrl-C: starts afresh.
    func discard() -> Answer {
        Terminal.show("^C\n")
        return .discard
    }

    private static func answer(_ partial: String, _ candidates: [String]) -> Answer {
        guard let first = candidates.first else { return .beep }
        if candidates.count == 1 { return .replace(characters: partial.unicodeScalars.count, text: first + " ") }
        let common = candidates.dropFirst().reduce(first) { common, candidate in
            String(zip(common, candidate).prefix { $0 == $1 }.map(\.0))
        }
        if common.count > partial.count {
            return .replace(characters: partial.unicodeScalars.count, text: common)
        }
        Terminal.show("\n" + candidates.joined(separator: "  ") + "\n")
        return .printed
    }

    private func ask(_ request: ControlRequest, answer: (ControlResult, [ControlReply]) -> Answer) -> Answer {
        var replies: [ControlReply] = []
        do throws(ShellError) {
            let result = try client.request(request) { (reply) throws(ShellError) in replies.append(reply) }
            return answer(result, replies)
        } catch {
            self.error = error
            return .enter(line: "")
        }
    }
}
