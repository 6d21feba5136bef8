/// Where the audit trail outlives the daemon; the daemon's is a file.
public protocol AuditStore: AnyObject {
    /// The last lines that were kept, the oldest first, at most a number of them. A line may have been cut by a crash.
    func lastLines(_ maximum: Int) -> [[UInt8]]
    /// Keeps a line, with its end; false if it cannot be kept. Does not wait.
    func append(_ line: [UInt8]) -> Bool
}
