/// Commands that end the session.
enum SessionCommands {
    static let all = [exit, logout]

    private static let exit = ExecCommand([.word("exit", "End the session")], Privilege(0)) { session, _, _ in
        session.hasEnded = true
        return .none
    }

    private static let logout = ExecCommand([.word("logout", "End the session")], Privilege(0)) { session, _, _ in
        session.hasEnded = true
        return .none
    }
}
