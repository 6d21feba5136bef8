/// How a command ended; also the exit status of `haosh -c`.
public enum ResultCode: UInt8, Codable, Sendable {
    /// Done.
    case done = 0
    /// Understood, and refused; the reason is told.
    case refused = 1
    /// Not understood.
    case syntax = 2
    /// The daemon cannot be reached.
    case unreachable = 3
    /// The session's privilege does not reach.
    case notAuthorised = 4
    /// Somebody else holds the lock.
    case locked = 5
}
