import Management

/// The way to a syslog host that is not there.
public final class FixtureTransport: SyslogTransport {
    /// What was sent.
    public private(set) var sent: [String] = []
    /// Whether there is room.
    public var isUp = true
    /// Whether it was ended.
    public private(set) var isClosed = false

    /// Keeps a message, if there is room.
    public func send(_ message: [UInt8]) -> Bool {
        if isUp { sent.append(String(decoding: message, as: UTF8.self)) }
        return isUp
    }

    /// Remembers that it was ended.
    public func close() {
        isClosed = true
    }
}
