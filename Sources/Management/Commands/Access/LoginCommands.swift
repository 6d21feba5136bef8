/// `login`: the session becomes that of a person who has a `username` line, by name and password.
enum LoginCommands {
    static let all = [login]

    /// How often a name and a password are asked for.
    private static let attempts = 3

    private static let login = ExecCommand(
        [.word("login", "Go on as somebody with a name and a password")], Privilege(0)
    ) { _, _, _ in
        ask()
    }

    /// Asks for a name and a password.
    static func ask(attempts: Int = attempts) -> CommandOutput {
        .ask(
            CommandQuestion(prompt: "Username: ", unattended: .refuse) { _, _, name in
                name.isEmpty ? ask(attempts: attempts) : askForPassword(of: name, attempts: attempts)
            })
    }

    private static func askForPassword(of name: String, attempts: Int) -> CommandOutput {
        .ask(
            CommandQuestion(prompt: "Password: ", isSecret: true, unattended: .refuse) {
                (session, router, password) throws(CommandFailure) in
                let user = router.configuration.access.users[name]
                return try router.doorkeeper.check(
                    password, against: user?.password, counting: "\(session.identity.user) login \(name.prefix(64))"
                ) {
                    (session, isRight) throws(CommandFailure) in
                    guard isRight, let user else {
                        // A name that is none may be a password, typed too early.
                        router.log(.loginFailed(session.identity, name: user == nil ? nil : name))
                        guard attempts > 1 else { throw CommandFailure(.notAuthorised, reason: "Login invalid.") }
                        var output = CommandOutput.text("% Login invalid.\n")
                        output.continuation = ask(attempts: attempts - 1).continuation
                        return output
                    }
                    defer { session.become(name, user, on: router) }
                    return session.mustLogIn ? .text(router.configuration.banners.beforePrompt) : .none
                }
            })
    }
}

extension CommandSession {
    /// Goes on as a person who proved to be one.
    fileprivate mutating func become(_ name: String, _ user: UserSettings, on router: any ManagedRouter) {
        end(on: router)
        identity = OperatorIdentity(user: name, line: identity.line, origin: identity.origin)
        mustLogIn = false
        position = .exec
        privilege = user.privilege
        router.log(.loggedIn(identity, privilege))
    }
}
