/// Takes the lines of a file one by one.
struct ConfigurationReader {
    private var editor: ConfigurationEditor
    private var lineNumber = 0
    private var hasEnded = false
    private var diagnostics: [Diagnostic] = []
    private var omitted = 0
    /// The line whose text the next lines belong to, and its number.
    private var openText: (number: Int, text: OpenText)?
    /// The line that opened a section.
    private var openings: [ModePath: (number: Int, text: String)] = [:]
    /// The indentation of a line that failed: lines indented deeper belong to it and mean nothing without it.
    private var failedIndentation: Int?

    init(_ base: Configuration) {
        editor = ConfigurationEditor(configuration: base)
    }

    /// Takes a line, without its end.
    mutating func read(_ octets: ArraySlice<UInt8>) {
        lineNumber += 1
        guard let text = text(octets) else { return }
        guard let (number, open) = openText else { return read(text) }
        var whole = open
        openText = whole.append(text) ? nil : (number, whole)
        if openText == nil { read(whole.text, hasLines: true) }
    }

    private mutating func read(_ text: String, hasLines: Bool = false) {
        do {
            let line = try CommandText(text, hasLines: hasLines)
            guard let first = line.words.first, !first.text.hasPrefix("!"), !belongsToFailed(first) else { return }
            do {
                try execute(line)
            } catch {
                failedIndentation = first.range.lowerBound
                var diagnostic = Diagnostic(error, in: line, isConfiguration: true)
                // Nobody sees a prompt above the caret: it is always there, below the line's end if more was expected.
                diagnostic.column = line.column(ofOctet: error.offset ?? first.range.lowerBound)
                fail(diagnostic)
            }
        } catch {
            fail(Diagnostic(message: "% Unreadable line.", reason: error.reason))
        }
    }

    /// The configuration, if no line was wrong and the lines agree with each other.
    mutating func finish() throws(ConfigurationFileError) -> Configuration {
        if let openText {
            lineNumber = openText.number
            fail(
                Diagnostic(
                    message: "% Incomplete command.",
                    reason: "\(openText.text.delimiter) is missing at the end of the text."))
        }
        if diagnostics.isEmpty, let contradiction = editor.configuration.contradiction {
            var diagnostic = Diagnostic(message: "% Refused.", reason: contradiction.reason)
            if let opening = openings[contradiction.path] {
                diagnostic.lineNumber = opening.number
                diagnostic.line = opening.text
                diagnostic.column = opening.text.prefix { $0 == " " || $0 == "\t" }.count
            }
            diagnostics.append(diagnostic)
        }
        guard diagnostics.isEmpty else {
            throw ConfigurationFileError(diagnostics: diagnostics, omitted: omitted)
        }
        return editor.configuration
    }

    /// The line as text; `nil`, and an error, if it is none.
    private mutating func text(_ octets: ArraySlice<UInt8>) -> String? {
        let octets = octets.last == UInt8(ascii: "\r") ? octets.dropLast() : octets
        guard let text = String(validating: octets, as: UTF8.self) else {
            fail(Diagnostic(message: "% Unreadable line.", reason: "It is not UTF-8."))
            return nil
        }
        return text
    }

    private mutating func belongsToFailed(_ first: CommandText.Word) -> Bool {
        guard let indentation = failedIndentation else { return false }
        if first.range.lowerBound > indentation { return true }
        failedIndentation = nil
        return false
    }

    private mutating func execute(_ line: CommandText) throws(CommandFailure) {
        if hasEnded { throw CommandFailure(.refused, at: 0, reason: "Nothing may follow `end`.") }
        let resolution = try ConfigurationEditor.resolve(line, at: editor.path)
        if let text = OpenText(line, resolution.match) {
            openText = (lineNumber, text)
            return
        }
        switch resolution.match.payload {
        case .set(let schemaLine):
            try editor.set(schemaLine, resolution)
            if schemaLine.opens != nil { openings[editor.path] = (lineNumber, line.text) }
        case .remove(let schemaLine): try editor.remove(schemaLine, resolution)
        case .reset(let schemaLine): try editor.reset(schemaLine, resolution)
        case .exit: editor.leave(resolution)
        case .end: hasEnded = true
        case .execute: throw CommandFailure(.refused, at: 0, reason: "A file holds configuration alone.")
        }
    }

    private mutating func fail(_ diagnostic: Diagnostic) {
        guard diagnostics.count < ConfigurationFile.maximumDiagnostics else {
            omitted += 1
            return
        }
        var diagnostic = diagnostic
        diagnostic.lineNumber = lineNumber
        diagnostics.append(diagnostic)
    }
}
