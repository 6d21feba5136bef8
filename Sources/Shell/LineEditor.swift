import CEditLine
import Glibc
import Management

/// libedit: reads lines with a history and emacs keys, and asks a keyboard about the keys that are ours. What the daemon
/// tells meanwhile appears above the line.
@safe final class LineEditor {
    private let console: Console
    private let keyboard: Keyboard
    private var editor: OpaquePointer?
    /// Whether the line is an answer, and no command.
    private var isAnswer = false
    /// How the line ends, where it does not end with Return.
    private var ending = Entry.end
    /// Why the session cannot go on.
    private var error: ShellError?

    /// - Throws: if standard input is no terminal that can be used.
    init(_ console: Console) throws(ShellError) {
        self.console = console
        keyboard = Keyboard(console.client)
        let handler: haos_key_handler = { context, key in
            guard let context = unsafe context else { return HAOS_ANSWER_NOTHING }
            return unsafe Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue().handle(key)
        }
        let reader: haos_reader = { context in
            guard let context = unsafe context else { return 0 }
            return unsafe Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue().nextCharacter()
        }
        unsafe editor = haos_editor_make(handler, reader, Unmanaged.passUnretained(self).toOpaque())
        guard unsafe editor != nil else { throw .unusableTerminal }
    }

    deinit {
        if let editor = unsafe editor { unsafe haos_editor_end(editor) }
    }

    /// Reads a command.
    func readCommand() throws(ShellError) -> Entry {
        try read(prompt: console.client.prompt)
    }

    /// Reads an answer, without history, help and completion.
    func readAnswer(to question: String) throws(ShellError) -> Entry {
        isAnswer = true
        unsafe haos_editor_use_history(editor, 0)
        defer {
            isAnswer = false
            unsafe haos_editor_use_history(editor, 1)
        }
        return try read(prompt: question)
    }

    /// Adds a line to the history, which holds so many at most.
    func remember(_ line: String, atMost size: Int) {
        unsafe haos_editor_remember(editor, line, Int32(clamping: size))
    }

    private func read(prompt: String) throws(ShellError) -> Entry {
        ending = .end
        let line = unsafe haos_editor_read(editor, prompt)
        if let error = error ?? keyboard.error { throw error }
        return unsafe line.map { unsafe .line(String(cString: $0)) } ?? ending
    }
}

// MARK: While a line is edited

extension LineEditor {
    /// Waits for the next character; 0 ends the line.
    private func nextCharacter() -> UInt32 {
        do throws(ShellError) {
            while true {
                switch try console.next(.keys) {
                case .key(let key): return key.value
                case .reply(.notice(let text)): showAbove(text)
                case .reply, .interrupt: continue
                case .terminalChanged:
                    unsafe haos_editor_terminal_changed(editor)
                    showAbove("")
                case .idle: throw ShellError.idle
                case .end: return end(.end)
                }
            }
        } catch {
            self.error = error
            return end(.end)
        }
    }

    private func end(_ ending: Entry) -> UInt32 {
        self.ending = ending
        unsafe haos_editor_leave_shown(editor)
        return 0
    }

    /// Shows a text above the line.
    private func showAbove(_ text: String) {
        unsafe haos_editor_leave_wiped(editor)
        Terminal.show(text)
        unsafe haos_editor_show(editor)
    }

    /// Shows a text below the line, and the line again below that.
    private func showBelow(_ text: String) {
        unsafe haos_editor_leave_shown(editor)
        Terminal.show(text)
        unsafe haos_editor_show(editor)
    }

    private func handle(_ key: haos_key) -> haos_answer {
        isAnswer ? answering(key) : commanding(key)
    }

    private func answering(_ key: haos_key) -> haos_answer {
        switch key {
        case HAOS_KEY_HELP: return HAOS_ANSWER_INSERT
        case HAOS_KEY_DISCARD:
            Terminal.show("^C")
            _ = end(.interrupt)
            return HAOS_ANSWER_END
        default: return HAOS_ANSWER_BEEP
        }
    }

    private func commanding(_ key: haos_key) -> haos_answer {
        switch key {
        case HAOS_KEY_HELP:
            Terminal.show("?")
            return perform(keyboard.help(textBeforeCursor))
        case HAOS_KEY_COMPLETE: return perform(keyboard.complete(textBeforeCursor))
        case HAOS_KEY_END: return perform(keyboard.end())
        case HAOS_KEY_DISCARD:
            Terminal.show("^C")
            unsafe haos_editor_leave_shown(editor)
            unsafe haos_editor_clear(editor)
            unsafe haos_editor_show(editor)
        default: break
        }
        return HAOS_ANSWER_NOTHING
    }

    private func perform(_ answer: Keyboard.Answer) -> haos_answer {
        let notices = keyboard.takeNotices()
        if !notices.isEmpty { showAbove(notices) }
        switch answer {
        case .nothing: return HAOS_ANSWER_NOTHING
        case .beep: return HAOS_ANSWER_BEEP
        case .show(let text):
            showBelow(text)
            return HAOS_ANSWER_NOTHING
        case .replace(let characters, let text):
            unsafe haos_editor_replace(editor, Int32(clamping: characters), text)
        case .enter(let line):
            unsafe haos_editor_enter(editor, line)
        case .type(let text):
            console.type(text)
            return HAOS_ANSWER_NOTHING
        }
        return HAOS_ANSWER_CHANGED
    }

    private var textBeforeCursor: String {
        guard let text = unsafe haos_editor_text_before_cursor(editor) else { return "" }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }
}
