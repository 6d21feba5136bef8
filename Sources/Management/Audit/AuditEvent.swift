/// What the audit trail keeps.
public enum AuditEvent: Hashable, Sendable {
    /// A session began.
    case login
    /// It ended.
    case logout
    /// A line was typed: what may be shown of it, the mode it was typed in, and how it ended.
    case command(String, mode: Mode, ResultCode)
}
