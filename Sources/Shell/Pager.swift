import Management

/// Shows the output of a command page by page, as it comes: `--More--` waits for a key. Nothing is kept but the piece
/// that is being shown, so that the daemon waits too.
struct Pager {
    /// Whether to go on.
    enum Decision {
        /// With what comes.
        case goOn
        /// The operator wants no more.
        case quit
    }

    private static let prompt = "--More--"

    private let console: Console
    /// What was asked for with `/`, `+` and `-`.
    private var pipeline = OutputPipeline()
    /// Rows that may appear before the next question; below zero after a line of several rows.
    private var rowsLeft: Int
    /// Columns of the row that has not ended.
    private var column = 0

    init(_ console: Console) {
        self.console = console
        rowsLeft = Self.page(console)
    }

    /// Shows a piece of output.
    mutating func show(_ text: String) throws(ShellError) -> Decision {
        var rest = pipeline.take(text)[...]
        while !rest.isEmpty {
            if rowsLeft > 0 {
                Terminal.show(takeRows(of: &rest))
            } else if try turnPage(&rest) == .quit {
                return .quit
            }
        }
        return .goOn
    }

    /// What a search has left at the end of the output.
    mutating func finish() -> String {
        pipeline.finish()
    }

    /// Begins a page: somebody has read what was shown.
    mutating func begin() {
        rowsLeft = Self.page(console)
    }

    /// Rows of a page, without that of the question; all there are if the session wants no pages.
    private static func page(_ console: Console) -> Int {
        let length = console.client.terminal.length ?? Terminal.height
        return length == 0 ? .max : max(length - 1, 1)
    }

    private mutating func takeRows(of rest: inout Substring) -> String {
        if rowsLeft == .max { return String(rest.take(upTo: rest.endIndex)) }
        let width = console.client.width
        var end = rest.startIndex
        while end < rest.endIndex, rowsLeft > 0 {
            let lineEnd = rest[end...].utf8.firstIndex(of: UInt8(ascii: "\n"))
            column += rest[end..<(lineEnd ?? rest.endIndex)].count
            end = lineEnd.map(rest.index(after:)) ?? rest.endIndex
            guard lineEnd != nil else { break }
            rowsLeft -= max(1, (column + width - 1) / width)
            column = 0
        }
        return String(rest.take(upTo: end))
    }
}

// MARK: Keys

extension Pager {
    /// Waits for a key. Whoever has typed whole lines ahead, or pasted them, has no answer in mind: output flows then.
    private mutating func turnPage(_ rest: inout Substring) throws(ShellError) -> Decision {
        guard !console.hasTypedLine else {
            begin()
            return .goOn
        }
        Terminal.show(Self.prompt)
        defer { Terminal.show("\r" + String(repeating: " ", count: Self.prompt.count) + "\r") }
        while true {
            switch try console.next(.keysAlone) {
            case .key(let key): return try act(on: key, &rest)
            case .idle: throw .idle
            case .end: throw .terminalLost
            case .reply, .interrupt, .terminalChanged: continue
            }
        }
    }

    private mutating func act(on key: Unicode.Scalar, _ rest: inout Substring) throws(ShellError) -> Decision {
        switch key {
        case " ": begin()
        case "\r", "\n": rowsLeft = 1
        case "/": return try search(.begin, "/", &rest)
        case "+": return try search(.include, "+", &rest)
        case "-": return try search(.exclude, "-", &rest)
        default:
            console.forgetEscapeSequence(after: key)
            return .quit
        }
        return .goOn
    }

    /// Reads a pattern; from here on only those lines are shown. A bad pattern is told, and changes nothing.
    private mutating func search(
        _ kind: OutputFilter.Kind, _ prompt: String, _ rest: inout Substring
    ) throws(ShellError) -> Decision {
        var reader = PlainReader(console, isEchoing: true)
        guard case .line(let pattern) = try reader.read(prompt: prompt, .keysAlone) else { return .quit }
        do throws(Refusal) {
            var filtering = try OutputFiltering(OutputFilter(kind: kind, pattern: pattern))
            rest = filtering.take(String(rest))[...]
            pipeline.append(filtering)
            begin()
        } catch {
            Terminal.show("% \(error.reason)\n")
        }
        return .goOn
    }
}

extension Substring {
    /// Cuts off what stands before an index.
    fileprivate mutating func take(upTo end: Index) -> Substring {
        defer { self = self[end...] }
        return self[..<end]
    }
}
