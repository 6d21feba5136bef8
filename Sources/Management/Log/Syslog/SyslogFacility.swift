/// The part of a system that a syslog message comes from (RFC 5424 section 6.2.1), by the names that routers give them.
public enum SyslogFacility: UInt8, CaseIterable, Sendable {
    /// The number that the message carries.
    case kern, user, mail, daemon, auth, syslog, lpr, news, uucp, sys9, sys10, sys11, sys12, sys13, sys14, cron
    /// For local use.
    case local0, local1, local2, local3, local4, local5, local6, local7

    /// Its name.
    public var name: String { "\(self)" }
}
