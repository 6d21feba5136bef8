/// The way to a syslog host; the daemon's are sockets.
public protocol SyslogTransport: AnyObject {
    /// Sends a message, or lets it wait where a bounded number can; false if there is no room, or no way. Does not wait.
    func send(_ message: [UInt8]) -> Bool
    /// Whether messages reach the host, as far as that can be known.
    var isUp: Bool { get }
    /// Ends it; no call follows.
    func close()
}
