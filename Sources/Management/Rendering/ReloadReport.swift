/// `show reload`: the restart to come.
struct ReloadReport: WholeReport {
    static let schema = 1

    /// The restart to come.
    struct Reload: Encodable {
        /// Who wants it.
        let user: String
        /// From which line; empty if there was no terminal.
        let line: String
        /// In how many seconds.
        let secondsRemaining: UInt64
        /// Why, if that was said.
        let reason: String?
    }

    /// Whether there is one.
    let isScheduled: Bool
    /// The restart.
    let reload: Reload?

    init(_ reload: Reload?) {
        isScheduled = reload != nil
        self.reload = reload
    }

    var text: String {
        guard let reload else { return "No reload is scheduled.\n" }
        let identity = OperatorIdentity(user: reload.user, line: reload.line)
        return "Reload in \(DurationText.clock(reload.secondsRemaining)), asked for by \(identity).\n"
            + (reload.reason.map { "Reason: \($0)\n" } ?? "")
    }
}
