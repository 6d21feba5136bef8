import CLinux

/// What a file descriptor is ready for, or is watched for.
public struct Readiness: OptionSet, Hashable, Sendable {
    /// Bits of epoll(7).
    public var rawValue: UInt32

    /// Takes bits of epoll(7).
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Reading, or accepting, does not wait.
    public static let read = Readiness(rawValue: EPOLLIN.rawValue)
    /// Writing does not wait.
    public static let write = Readiness(rawValue: EPOLLOUT.rawValue)
    /// The other side is gone, or an error is pending; told without being asked for.
    public static let hangUp = Readiness(rawValue: EPOLLHUP.rawValue | EPOLLERR.rawValue)
}
