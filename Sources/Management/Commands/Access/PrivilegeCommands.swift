/// Commands about what the session may do.
enum PrivilegeCommands {
    static let all = [enable, disable, showPrivilege]

    /// How often a password is asked for.
    private static let attempts = 3

    private static let enable = ExecCommand(
        [.word("enable", "Enter privileged mode"), .optional([.value(AccessLines.level)])], Privilege(0)
    ) { (session, router, arguments) throws(CommandFailure) in
        let level = arguments[AccessLines.level].map { Privilege($0) } ?? .privileged
        let access = router.configuration.access
        guard level > max(session.privilege, access.level(of: session.identity)) else {
            session.enter(level)
            return .none
        }
        guard access.enableSecrets[level.level] != nil else {
            throw CommandFailure(
                .notAuthorised, at: 0,
                reason: """
                    Privilege level \(level.level) is beyond that of \(session.identity.user), \
                    \(access.level(of: session.identity).level), and has no `enable secret`.
                    """)
        }
        return askForPassword(of: level, attempts: attempts)
    }

    private static func askForPassword(of level: Privilege, attempts: Int) -> CommandOutput {
        .ask(
            CommandQuestion(prompt: "Password: ", isSecret: true, unattended: .refuse) {
                (session, router, answer) throws(CommandFailure) in
                let identity = session.identity
                let secret = router.configuration.access.enableSecrets[level.level]
                return try router.doorkeeper.check(
                    answer, against: secret, counting: "\(identity.user) enable \(level.level)"
                ) {
                    (session, isRight) throws(CommandFailure) in
                    router.log(isRight ? .levelOpened(identity, level) : .levelRefused(identity, level))
                    if isRight {
                        session.enter(level)
                        return .none
                    }
                    guard attempts > 1 else { throw CommandFailure(.notAuthorised, reason: "Bad secrets.") }
                    return askForPassword(of: level, attempts: attempts - 1)
                }
            })
    }

    private static let disable = ExecCommand(
        [.word("disable", "Leave privileged mode"), .optional([.value(AccessLines.level)])], Privilege(0)
    ) { (session, _, arguments) throws(CommandFailure) in
        let level = arguments[AccessLines.level].map { Privilege($0) } ?? .user
        guard level <= session.privilege else {
            throw CommandFailure(
                .refused, reason: "The level is \(session.privilege.level); `\(level.enabling)` raises it.")
        }
        session.enter(level)
        return .none
    }

    private static let showPrivilege = ExecCommand(
        [ShowCommands.showing, .word("privilege", "What this session may do"), OutputModifier.grammar], .user
    ) { session, _, arguments in
        OutputModifier.output(PrivilegeReport(level: session.privilege.level), arguments)
    }
}

extension CommandSession {
    /// Goes on with a level. A lower one than before leaves configuration, which it may not be enough for.
    fileprivate mutating func enter(_ level: Privilege) {
        if level < privilege { position = .exec }
        privilege = level
    }
}
