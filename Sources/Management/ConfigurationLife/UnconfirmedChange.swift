import Core

/// A change that is taken back if nobody confirms it in time.
struct UnconfirmedChange: Sendable {
    /// What was in force before.
    let former: Configuration
    /// Whose change it is.
    let identity: OperatorIdentity
    /// When it is taken back.
    var deadline: Instant
    /// How many minutes it was given.
    var minutes: UInt32
}

extension ConfigurationKeeper {
    /// What follows takes effect until it is confirmed, or is taken back. The configuration before it is on the disk when
    /// this returns, so that a crash takes the change back too.
    ///
    /// - Parameters:
    ///   - former: The configuration in force.
    ///   - octets: Its text.
    /// - Throws: `locked`; `refused` if another change waits already, or the disk takes nothing.
    func beginUnconfirmedChange(
        of former: Configuration, _ octets: [UInt8], minutes: UInt32, for session: CommandSession
    ) throws(CommandFailure) {
        try requireUnlocked(for: session)
        try CommandFailure.refusing { () throws(Refusal) in
            if let change = unconfirmedChange {
                throw Refusal(
                    "A change by \(change.identity) waits already: `configure confirm` or `configure revert now`.")
            }
            guard router.configuration == former else {
                throw Refusal("The configuration was changed meanwhile: say it again.")
            }
            try router.files.write(octets, to: .former)
            unconfirmedChange = UnconfirmedChange(
                former: former, identity: session.identity, deadline: router.now + .minutes(minutes), minutes: minutes)
        }
        router.log(.changeBegan(session.identity, minutes: minutes))
    }

    /// The change is there to stay.
    ///
    /// - Throws: `locked`; `refused` if none waits, or the disk does not take it: then it is taken back in time.
    func confirmChange(for session: CommandSession) throws(CommandFailure) {
        try requireUnlocked(for: session)
        _ = try requireUnconfirmedChange()
        try CommandFailure.refusing { () throws(Refusal) in try router.files.remove(.former) }
        unconfirmedChange = nil
        router.log(.changeConfirmed(session.identity))
    }

    /// Takes the change back at once.
    ///
    /// - Throws: `locked`; `refused` if none waits.
    func revertChange(for session: CommandSession) throws(CommandFailure) {
        try requireUnlocked(for: session)
        let change = try requireUnconfirmedChange()
        try CommandFailure.refusing { () throws(Refusal) in try takeBack(change) }
        router.log(.changeTakenBack(.revoked(by: session.identity)))
    }

    /// Gives the change another number of minutes from now on.
    ///
    /// - Throws: `locked`; `refused` if none waits.
    func extendChange(minutes: UInt32, for session: CommandSession) throws(CommandFailure) {
        try requireUnlocked(for: session)
        var change = try requireUnconfirmedChange()
        change.deadline = router.now + .minutes(minutes)
        change.minutes = minutes
        unconfirmedChange = change
    }

    /// Nothing of an unconfirmed change may become what the router starts with.
    func requireConfirmed() throws(Refusal) {
        guard unconfirmedChange != nil else { return }
        throw Refusal("A change waits to be confirmed: `configure confirm` it first, or `configure revert now`.")
    }

    /// Nobody confirmed the change.
    func expire(_ change: UnconfirmedChange, at now: Instant) {
        do throws(Refusal) {
            try takeBack(change)
            router.log(.changeTakenBack(.expired))
        } catch {
            router.log(.takingBackFailed(error.reason))
            unconfirmedChange?.deadline = now + .minutes(1)
        }
    }

    /// First the router is what it was, then nothing waits any more: a crash in between does it again.
    private func takeBack(_ change: UnconfirmedChange) throws(Refusal) {
        try router.apply(change.former)
        configurationChanged()
        try router.files.remove(.former)
        unconfirmedChange = nil
    }

    private func requireUnconfirmedChange() throws(CommandFailure) -> UnconfirmedChange {
        guard let unconfirmedChange else {
            throw CommandFailure(.refused, reason: "No change waits to be confirmed.")
        }
        return unconfirmedChange
    }
}
