import Core

/// The sessions that are open, each with a line of its own.
public final class SessionRegistry {
    private var byNumber: [Int: LiveSession] = [:]

    /// No session.
    public init() {}

    /// The open sessions, in the order of their lines.
    public var sessions: [LiveSession] {
        byNumber.values.sorted { $0.number < $1.number }
    }

    /// Opens a session on the lowest line that is free: the console's from 0 on, every other from 1 on.
    func open(_ identity: OperatorIdentity, isInteractive: Bool, at now: Instant) -> LiveSession {
        let number = ((identity.isOnConsole ? 0 : 1)...).first { byNumber[$0] == nil } ?? 0
        let session = LiveSession(number: number, identity: identity, isInteractive: isInteractive, at: now)
        byNumber[number] = session
        return session
    }

    /// Ends a session; its line is free again.
    func close(_ session: LiveSession) {
        byNumber[session.number] = nil
    }
}
