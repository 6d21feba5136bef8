import Core

/// A session that is open, as everybody but its own commands sees it: who, on which line, since when; and the log lines
/// that wait to be shown in it.
public final class LiveSession {
    /// Its line, which no other open session has: 0 and up.
    public let number: Int
    /// Who operates.
    public internal(set) var identity: OperatorIdentity
    /// Whether a person types.
    public let isInteractive: Bool
    /// When it was opened.
    public let since: Instant
    /// When the operator last asked for something.
    public internal(set) var idleSince: Instant
    /// Where it is.
    public internal(set) var mode = Mode.userExec
    /// What the operator may do at present.
    public internal(set) var privilege = Privilege.user
    /// Whether it wants to see log lines as they come.
    public internal(set) var monitors = false

    /// Called when a log line begins to wait.
    var attention: () -> Void = {}
    /// Ends it at once, whatever it is about.
    var terminate: () -> Void = {}
    private var notices = NoticeQueue()

    init(number: Int, identity: OperatorIdentity, isInteractive: Bool, at now: Instant) {
        self.number = number
        self.identity = identity
        self.isInteractive = isInteractive
        since = now
        idleSince = now
    }

    /// Lets a log line, without its end, wait to be shown; false if too many wait already, as a slow reader has it.
    @discardableResult
    public func notify(_ line: String) -> Bool {
        let isTaken = notices.append(line)
        attention()
        return isTaken
    }

    /// The log lines that wait, as one text; `nil` if none does.
    func takeNotices() -> String? {
        notices.take()
    }
}
