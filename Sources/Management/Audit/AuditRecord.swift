/// One entry of the audit trail: who did what, when, from where, and how it ended.
struct AuditRecord: Codable, Hashable, Sendable {
    /// What kind of entry it is.
    enum Kind: String, Codable, Sendable {
        case login, logout, command
    }

    /// In UTC: `2026-11-24T14:30:00.123Z`.
    let time: String
    /// What kind of entry it is.
    let kind: Kind
    /// The name of the machine's user.
    let user: String
    /// The terminal; empty if there is none.
    let line: String
    /// Where the operator sits; empty on the machine itself.
    let origin: String
    /// The number of the session's line.
    let session: Int
    /// Whether a person types.
    let isInteractive: Bool
    /// The mode that a command was typed in.
    let mode: Mode?
    /// What was typed, without secrets.
    let command: String?
    /// How it ended; also the exit status of `haosh -c`.
    let code: UInt8?

    init(_ event: AuditEvent, by session: LiveSession, at moment: LogMoment) {
        time = moment.timestamp()
        user = session.identity.user
        line = session.identity.line
        origin = session.identity.origin
        self.session = session.number
        isInteractive = session.isInteractive
        switch event {
        case .login: (kind, mode, command, code) = (.login, nil, nil, nil)
        case .logout: (kind, mode, command, code) = (.logout, nil, nil, nil)
        case .command(let text, let mode, let result):
            (kind, self.mode, command, code) = (.command, mode, text, result.rawValue)
        }
    }

    /// Who it was.
    var identity: OperatorIdentity { OperatorIdentity(user: user, line: line, origin: origin) }
}

extension AuditRecord {
    /// `root on pts/0 typed "hostname HA1" in configure: done`.
    var text: String {
        switch kind {
        case .login: "\(identity) began session \(session)"
        case .logout: "\(identity) ended session \(session)"
        case .command: "\(identity) typed \"\(command ?? "")\" in \(mode?.rawValue ?? "no mode"): \(result)"
        }
    }

    /// The same for the log. Sessions of persons and lines of configuration are worth more attention than the looks of
    /// scripts.
    var message: LogMessage {
        switch kind {
        case .login, .logout:
            LogMessage(.audit, isInteractive ? .notifications : .informational, kind.rawValue.uppercased(), text)
        case .command where code == ResultCode.notAuthorised.rawValue: LogMessage(.audit, .warnings, "DENIED", text)
        case .command:
            LogMessage(.audit, mode?.isConfiguration == true ? .notifications : .informational, "COMMAND", text)
        }
    }

    private var result: String {
        switch code.flatMap(ResultCode.init) {
        case .done: "done"
        case .refused: "refused"
        case .syntax: "not understood"
        case .notAuthorised: "not authorised"
        case .locked: "locked"
        case .unreachable, nil: "unknown"
        }
    }
}
