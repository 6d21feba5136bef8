import Management

/// Answers the keys that ask the daemon while a line is edited.
final class Keyboard {
    /// What a key does to the line.
    enum Answer: Hashable {
        /// Nothing.
        case nothing
        /// It cannot do anything.
        case beep
        /// A text appears below the line, which is shown again below that.
        case show(String)
        /// Characters before the cursor become a text.
        case replace(characters: Int, text: String)
        /// The line is entered in place of what was typed.
        case enter(line: String)
        /// As if the text were typed next.
        case type(String)
    }

    private let client: ControlClient
    /// Why the session cannot go on; the line being edited is the last.
    private(set) var error: ShellError?
    /// What the daemon told before it answered.
    private var notices = ""

    init(_ client: ControlClient) {
        self.client = client
    }

    /// `?`: what may follow the text before the cursor.
    func help(_ text: String) -> Answer {
        let promptWidth = client.prompt.count
        return ask(.help(line: text, width: client.width)) { result, replies in
            var answer = ""
            for case .output(let text) in replies { answer += text }
            for diagnostic in result.diagnostics {
                answer += diagnostic.text(belowPromptOf: promptWidth, line: text)
            }
            return .show(answer)
        }
    }

    /// Tab: completes the word before the cursor as far as it is clear, else shows what it may become. A line that is
    /// empty so far has nothing to complete: lines that are indented by tabs can be pasted.
    func complete(_ text: String) -> Answer {
        guard text.contains(where: { $0 != " " }) else { return .nothing }
        return ask(.complete(line: text)) { _, replies in
            for case .completion(let partial, let candidates) in replies {
                return Self.answer(partial, candidates)
            }
            return .beep
        }
    }

    /// What the daemon told before it answered; it is to appear above the line.
    func takeNotices() -> String {
        defer { notices = "" }
        return notices
    }

    /// Ctrl-Z: executes the line as it is, and leaves configuration.
    func end() -> Answer {
        client.mode.isConfiguration ? .type("\rend\r") : .beep
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
        return .show(candidates.joined(separator: "  ") + "\n")
    }

    private func ask(_ request: ControlRequest, answer: (ControlResult, [ControlReply]) -> Answer) -> Answer {
        var replies: [ControlReply] = []
        do throws(ShellError) {
            let result = try client.request(request) { (reply) throws(ShellError) in
                if case .notice(let text) = reply { notices += text } else { replies.append(reply) }
            }
            return answer(result, replies)
        } catch {
            self.error = error
            return .enter(line: "")
        }
    }
}
