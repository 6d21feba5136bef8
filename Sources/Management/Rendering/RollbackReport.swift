/// `show archive config rollback timer`: the change that waits to be confirmed.
struct RollbackReport: WholeReport {
    static let schema = 1

    /// The change that waits.
    struct Change: Encodable {
        /// Whose it is.
        let user: String
        /// From which line; empty if there was no terminal.
        let line: String
        /// How many minutes it was given.
        let minutes: UInt32
        /// How many seconds are left of them.
        let secondsRemaining: UInt64
    }

    /// Whether a change waits.
    let isPending: Bool
    /// The change that waits.
    let change: Change?

    init(_ change: Change?) {
        isPending = change != nil
        self.change = change
    }

    var text: String {
        guard let change else { return "No change waits to be confirmed.\n" }
        let identity = OperatorIdentity(user: change.user, line: change.line)
        return """
            A change by \(identity) waits to be confirmed with `configure confirm`.
            It is taken back in \(DurationText.clock(change.secondsRemaining)); it was given \(change.minutes) minutes.

            """
    }
}
