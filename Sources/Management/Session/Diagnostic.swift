/// What was wrong with a line, for people.
public struct Diagnostic: Codable, Hashable, Sendable {
    /// The number of the line in its file, from 1; `nil` for a line that is not from a file.
    public var lineNumber: Int?
    /// The line, without secrets; it may end early. `nil` if there is nothing to repeat.
    public var line: String?
    /// Whether the line is what an alias stands for, and not what was typed.
    public var isExpanded = false
    /// Characters before the place that is wrong; `nil` if there is no such place.
    public var column: Int?
    /// What kind of error it is, beginning with `% `.
    public var message: String
    /// What was wrong and what to do, in a sentence.
    public var reason: String?

    /// An error that is about no line.
    public init(message: String, reason: String? = nil) {
        self.message = message
        self.reason = reason
    }

    /// The message and the reason.
    public var explanation: String {
        message + "\n" + (reason.map { "  \($0)\n" } ?? "")
    }

    /// The caret below the place that is wrong, for a line that is shown `indentation` columns to the right.
    public func caret(indentation: Int = 0) -> String {
        guard let column else { return "" }
        let tabs = (line ?? "").prefix(column).map { $0 == "\t" ? "\t" : " " }
        return String(repeating: " ", count: indentation) + tabs.joined() + "^\n"
    }

    /// What is shown below a line that was typed behind a prompt; a line that was not typed is shown before its error.
    public func text(belowPromptOf width: Int) -> String {
        lineNumber == nil && !isExpanded ? caret(indentation: width) + explanation : text
    }

    /// Line, caret, message and reason.
    public var text: String {
        (lineNumber.map { "Line \($0):\n" } ?? "") + (line.map { $0 + "\n" } ?? "") + caret() + explanation
    }
}

extension Diagnostic {
    /// What a failure looks like that is about no place in a line.
    init(_ failure: CommandFailure, _ line: String = "") {
        self.init(message: Self.message(failure, line), reason: failure.reason)
    }

    /// What a failure of a line looks like.
    init(_ failure: CommandFailure, in line: CommandText, isConfiguration: Bool) {
        let isUnknown = failure.kind == .invalid || failure.kind == .concealed
        let echo = LineEcho(line, failure, endsAtFailure: isConfiguration || isUnknown)
        self.init(failure, echo.text)
        self.line = echo.text
        if failure.kind != .ambiguous, failure.kind != .incomplete {
            column = failure.offset.map(line.column(ofOctet:))
        }
    }

    private static func message(_ failure: CommandFailure, _ line: String) -> String {
        switch failure.kind {
        case .invalid, .concealed: "% Invalid input detected at '^' marker."
        case .ambiguous: "% Ambiguous command:  \"\(line)\""
        case .incomplete: "% Incomplete command."
        case .refused: "% Refused."
        case .notAuthorised: "% Not authorised."
        case .locked(let holder): "% Configuration is locked by \(holder)."
        }
    }
}

extension ResultCode {
    /// The code of a failure.
    init(_ kind: CommandFailure.Kind) {
        self =
            switch kind {
            case .invalid, .ambiguous, .incomplete: .syntax
            case .refused: .refused
            case .concealed, .notAuthorised: .notAuthorised
            case .locked: .locked
            }
    }
}
