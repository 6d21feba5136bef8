/// A session that has the configuration to itself.
struct ConfigurationLock: Sendable {
    /// The session.
    let key: SessionKey
    /// Whose it is.
    let identity: OperatorIdentity
}

extension ConfigurationKeeper {
    /// Keeps all other sessions from configuring, until the session leaves configuration or ends.
    ///
    /// - Throws: `locked`, if another session does that.
    func lock(for session: CommandSession) throws(CommandFailure) {
        try requireUnlocked(for: session)
        lock = ConfigurationLock(key: session.key, identity: session.identity)
    }

    /// Gives the configuration back to everybody, if the session has it to itself.
    func unlock(_ session: CommandSession) {
        if lock?.key === session.key { lock = nil }
    }

    /// - Throws: `locked`, if another session has the configuration to itself.
    func requireUnlocked(for session: CommandSession) throws(CommandFailure) {
        guard let lock, lock.key !== session.key else { return }
        throw CommandFailure(.locked(by: lock.identity.description))
    }
}

extension OperatorIdentity: CustomStringConvertible {
    /// `root on pts/0 from 2001:db8::1`, as far as it is known.
    public var description: String {
        user + (line.isEmpty ? "" : " on \(line)") + (origin.isEmpty ? "" : " from \(origin)")
    }
}
