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

    /// Lets the router begin anew, from its startup-config. A change that waits to be confirmed is not part of that, and
    /// is forgotten.
    ///
    /// - Throws: `refused` if the router could not start with it; it goes on as it is.
    func reload(for identity: OperatorIdentity, because reason: String?) throws(CommandFailure) {
        try checkStartupConfiguration()
        try CommandFailure.refusing { () throws(Refusal) in try router.files.remove(.former) }
        unconfirmedChange = nil
        router.log(.reloading(identity, reason: reason))
        router.restart()
    }

    /// - Throws: `refused` if the router could not start with what it is to start with.
    func checkStartupConfiguration() throws(CommandFailure) {
        let octets = try CommandFailure.refusing { () throws(Refusal) in try router.files.read(.startup) }
        guard let octets else {
            throw CommandFailure(
                .refused, reason: "There is no startup-config to start with: `write memory` makes one.")
        }
        _ = try ConfigurationLocation.parse(octets, named: ConfigurationLocation.startup.description)
    }

    /// It is time.
    func carryOut(_ reload: ScheduledReload) {
        scheduledReload = nil
        do throws(CommandFailure) {
            try self.reload(for: reload.identity, because: reload.reason)
        } catch {
            router.log(.reloadFailed(error.reason ?? ""))
        }
    }
}
