/// What a router remembers of what happened in it, and who is there to be told.
public protocol LoggingRouter: AnyObject {
    /// The log.
    var eventLog: RouterLog { get }
    /// Who did what.
    var audit: AuditTrail { get }
    /// The sessions that are open.
    var sessions: SessionRegistry { get }
}
