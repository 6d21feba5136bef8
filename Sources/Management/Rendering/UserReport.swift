import Core

/// `show users`: the sessions that are open.
struct UserReport: WholeReport {
    static let schema = 1

    /// A session.
    struct User: Encodable {
        /// The number of its line.
        let line: Int
        /// The kind of its line and the number among its kind.
        let lineName: String
        /// Whether it is the one that asks.
        let isOwn: Bool
        /// Who operates.
        let user: String
        /// What the operator may do at present, 0 to 15.
        let privilege: UInt8
        /// The terminal on the machine; empty if there is none.
        let terminal: String
        /// The address of the SSH client; empty on the machine itself.
        let origin: String
        /// Seconds since the operator last asked for something.
        let idleSeconds: UInt64
        /// Seconds since it was opened.
        let openSeconds: UInt64
    }

    /// In the order of lines.
    let users: [User]

    init(_ sessions: [LiveSession], at now: Instant, ownLine: Int?) {
        users = sessions.map { session in
            User(
                line: session.number, lineName: session.number == 0 ? "con 0" : "vty \(session.number - 1)",
                isOwn: session.number == ownLine, user: session.identity.user, privilege: session.privilege.level,
                terminal: session.identity.line, origin: session.identity.origin,
                idleSeconds: UInt64(max((now - session.idleSince).components.seconds, 0)),
                openSeconds: UInt64(max((now - session.since).components.seconds, 0)))
        }
    }

    var text: String {
        let rows = users.map { user in
            [
                (user.isOwn ? "*" : " ") + "\(user.line) \(user.lineName)", user.user, "\(user.privilege)",
                DurationText.clock(user.idleSeconds), DurationText.clock(user.openSeconds),
                user.terminal.isEmpty ? "-" : user.terminal, user.origin.isEmpty ? "local" : user.origin,
            ]
        }
        return TextTable.text([[" Line", "User", "Level", "Idle", "Open", "Terminal", "Origin"]] + rows)
    }
}
