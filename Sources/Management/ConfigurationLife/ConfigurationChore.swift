/// Work with a configuration that nobody waits for, done some lines a turn.
struct ConfigurationChore {
    /// Does so many lines of it; false if there are no more.
    let work: (_ lines: Int) -> Bool
    /// What is done then.
    let finish: (ConfigurationKeeper) throws(Refusal) -> Void
    /// What the log is told if that cannot be done.
    let complaint: (_ reason: String) -> ConfigurationEvent
}

extension ConfigurationKeeper {
    /// Does a chore from now on, after those that were begun before.
    func work(
        _ work: @escaping (_ lines: Int) -> Bool, then finish: @escaping (ConfigurationKeeper) throws(Refusal) -> Void,
        otherwise complaint: @escaping (_ reason: String) -> ConfigurationEvent
    ) {
        chores.append(ConfigurationChore(work: work, finish: finish, complaint: complaint))
    }

    /// Goes on with the oldest chore.
    func goOnWithChores() {
        guard let chore = chores.first else { return }
        guard !chore.work(Self.pace) else { return deadlineChanged() }
        chores.removeFirst()
        do throws(Refusal) {
            try chore.finish(self)
        } catch {
            router.log(chore.complaint(error.reason))
        }
    }
}
