import CEditLine
import Glibc

/// libedit: reads lines with a history and emacs keys, and asks a keyboard about the keys that are ours.
@safe final class LineEditor {
    private let keyboard: Keyboard
    private var editor: OpaquePointer?

    /// - Throws: if standard input is no terminal that can be used.
    init(_ keyboard: Keyboard) throws(ShellError) {
        self.keyboard = keyboard
        let handler: haos_key_handler = { context, key in
            guard let context = unsafe context else { return HAOS_ANSWER_NOTHING }
            return unsafe Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue().handle(key)
        }
        unsafe editor = haos_editor_make(handler, Unmanaged.passUnretained(self).toOpaque())
        guard unsafe editor != nil else { throw .unusableTerminal }
    }

    deinit {
        if let editor = unsafe editor { unsafe haos_editor_end(editor) }
    }

    /// Reads a line; `nil` at the end of input.
    func read(prompt: String) -> String? {
        guard let line = unsafe haos_editor_read(editor, prompt) else { return nil }
        return unsafe String(cString: line)
    }

    /// Adds a line to the history.
    func remember(_ line: String) {
        unsafe haos_editor_remember(editor, line)
    }

    private func handle(_ key: haos_key) -> haos_answer {
        switch answer(to: key) {
        case .nothing: return HAOS_ANSWER_NOTHING
        case .beep: return HAOS_ANSWER_BEEP
        case .printed: return HAOS_ANSWER_PRINTED
        case .replace(let characters, let text):
            unsafe haos_editor_replace(editor, Int32(clamping: characters), text)
            return HAOS_ANSWER_CHANGED
        case .enter(let line):
            unsafe haos_editor_enter(editor, line)
            return HAOS_ANSWER_CHANGED
        case .discard:
            unsafe haos_editor_clear(editor)
            return HAOS_ANSWER_PRINTED
        }
    }

    private func answer(to key: haos_key) -> Keyboard.Answer {
        switch key {
        case HAOS_KEY_HELP: keyboard.help(textBeforeCursor)
        case HAOS_KEY_COMPLETE: keyboard.complete(textBeforeCursor)
        case HAOS_KEY_END: keyboard.end()
        case HAOS_KEY_DISCARD: keyboard.discard()
        default: .nothing
        }
    }

    private var textBeforeCursor: String {
        guard let text = unsafe haos_editor_text_before_cursor(editor) else { return "" }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }
}
