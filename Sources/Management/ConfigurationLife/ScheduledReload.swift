import Core

/// A restart to come.
struct ScheduledReload: Sendable {
    /// When.
    let deadline: Instant
    /// Who wants it.
    let identity: OperatorIdentity
    /// Why, if that was said.
    let reason: String?
}

extension ConfigurationKeeper {
    /// Lets the router begin anew at a moment.
    func schedule(_ reload: ScheduledReload) {
        scheduledReload = reload
        router.log(.reloadScheduled(reload.identity, seconds: (reload.deadline - router.now).wholeSeconds))
    }

    /// Forgets the restart to come.
    ///
    /// - Throws: if there is none.
    func cancelReload(for session: CommandSession) throws(Refusal) {
        guard scheduledReload != nil else { throw Refusal("No reload is scheduled.") }
        scheduledReload = nil
        router.log(.reloadCancelled(session.identity))
    }

    /// Lets the router begin anew, from its startup-config, with which it can start. A change that waits to be confirmed is
    /// not part of that, and is forgotten.
    ///
    /// - Throws: if the disk does not forget it; the router goes on as it is.
    func reload(for identity: OperatorIdentity, because reason: String?) throws(Refusal) {
        try router.files.remove(.former)
        unconfirmedChange = nil
        router.log(.reloading(identity, reason: reason))
        router.restart()
    }

    /// What the router starts with.
    ///
    /// - Throws: if there is nothing.
    func startupOctets() throws(Refusal) -> [UInt8] {
        guard let octets = try router.files.read(.startup) else {
            throw Refusal("There is no startup-config to start with: `write memory` makes one.")
        }
        return octets
    }

    /// It is time: the startup-config is read once more.
    func carryOut(_ reload: ScheduledReload) {
        scheduledReload = nil
        do throws(Refusal) {
            var reading = ConfigurationReading(try startupOctets(), into: Configuration())
            work {
                reading.read(lines: $0)
            } then: { (keeper) throws(Refusal) in
                guard case .success = reading.result else {
                    throw Refusal("there is an error in the startup-config; `reload` tells where.")
                }
                try keeper.reload(for: reload.identity, because: reload.reason)
            } otherwise: {
                .reloadFailed($0)
            }
        } catch {
            router.log(.reloadFailed(error.reason))
        }
    }
}
