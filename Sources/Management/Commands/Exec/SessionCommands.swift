/// Commands about the session itself.
enum SessionCommands {
    static let all = [enable, disable, exit, logout]

    private static let enable = ExecCommand([.word("enable", "Enter privileged mode")], .user) {
        (session, _, _) throws(CommandFailure) in
        guard session.maximumPrivilege >= .privileged else {
            throw CommandFailure(.notAuthorised, at: 0, reason: "Privileged mode is for root alone.")
        }
        session.position = .exec(.privileged)
        return .none
    }

    private static let disable = ExecCommand([.word("disable", "Leave privileged mode")], .privileged) {
        session, _, _ in
        session.position = .exec(.user)
        return .none
    }

    private static let exit = ExecCommand([.word("exit", "End the session")], .user) { session, _, _ in
        session.hasEnded = true
        return .none
    }

    private static let logout = ExecCommand([.word("logout", "End the session")], .user) { session, _, _ in
        session.hasEnded = true
        return .none
    }
}
