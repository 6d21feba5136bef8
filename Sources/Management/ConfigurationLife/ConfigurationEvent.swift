/// What the log tells of the life of configurations.
public enum ConfigurationEvent: Hashable, Sendable {
    /// A change takes effect, and is taken back if nobody confirms it.
    case changeBegan(OperatorIdentity, minutes: UInt32)
    /// It is there to stay.
    case changeConfirmed(OperatorIdentity)
    /// It is undone.
    case changeTakenBack(Cause)
    /// It could not be undone.
    case takingBackFailed(String)
    /// The configuration in force is in the archive.
    case archived(FileName)
    /// It is not, for a reason.
    case archivingFailed(String)
    /// The router will begin anew.
    case reloadScheduled(OperatorIdentity, seconds: UInt64)
    /// It will not.
    case reloadCancelled(OperatorIdentity)
    /// It does now.
    case reloading(OperatorIdentity, reason: String?)
    /// It was to, and does not, for a reason.
    case reloadFailed(String)

    /// Why a change is undone.
    public enum Cause: Hashable, Sendable {
        /// Nobody confirmed it in time.
        case expired
        /// The daemon ended before anybody confirmed it.
        case ended
        /// An operator wanted it.
        case revoked(by: OperatorIdentity)
    }
}

extension ConfigurationEvent {
    /// What the log tells.
    public var message: LogMessage {
        switch self {
        case .changeBegan(let identity, let minutes):
            LogMessage(
                .configuration, .notifications, "UNCONFIRMED",
                "a change by \(identity) is taken back in \(minutes) minutes if nobody confirms it")
        case .changeConfirmed(let identity):
            LogMessage(.configuration, .notifications, "CONFIRMED", "the change is confirmed by \(identity)")
        case .changeTakenBack(let cause):
            LogMessage(.configuration, .notifications, "ROLLBACK", "the change is taken back: \(cause)")
        case .takingBackFailed(let reason):
            LogMessage(.configuration, .errors, "ROLLBACK", "the change is not taken back: \(reason)")
        case .archived(let name):
            LogMessage(.configuration, .informational, "ARCHIVED", "the configuration is in \(name)")
        case .archivingFailed(let reason):
            LogMessage(.configuration, .errors, "ARCHIVE", "the configuration is not archived: \(reason)")
        case .reloadScheduled(let identity, let seconds):
            LogMessage(
                .system, .notifications, "SCHEDULED_RELOAD",
                "\(identity) wants a reload in \(DurationText.clock(seconds))")
        case .reloadCancelled(let identity):
            LogMessage(.system, .notifications, "SCHEDULED_RELOAD", "\(identity) cancelled the reload")
        case .reloading(let identity, let reason):
            LogMessage(
                .system, .notifications, "RELOAD",
                "reload, asked for by \(identity)" + (reason.map { ": \($0)" } ?? ""))
        case .reloadFailed(let reason): LogMessage(.system, .errors, "RELOAD", "no reload: \(reason)")
        }
    }
}

extension ConfigurationEvent.Cause: CustomStringConvertible {
    /// The cause in a few words.
    public var description: String {
        switch self {
        case .expired: "nobody confirmed it in time"
        case .ended: "the daemon ended before anybody confirmed it"
        case .revoked(let identity): "\(identity) wanted it"
        }
    }
}
