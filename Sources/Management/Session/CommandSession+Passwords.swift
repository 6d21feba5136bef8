import Core

extension CommandSession {
    /// Makes something that may have passwords in clear in it, and goes on with it when they are hashed. Other sessions
    /// work meanwhile, so that it is made once more then, of what the router is by that time.
    mutating func hashing<Made>(
        _ access: WritableKeyPath<Made, AccessSettings>, on router: any ManagedRouter,
        make: @escaping (any ManagedRouter) throws(CommandFailure) -> Made,
        then step: @escaping (inout CommandSession, any ManagedRouter, Made) throws(CommandFailure) -> CommandOutput
    ) throws(CommandFailure) -> CommandOutput {
        let made = try make(router)
        let passwords = try CommandFailure.refusing { () throws(Refusal) in
            try made[keyPath: access].clearPasswords()
        }
        guard !passwords.isEmpty else { return try step(&self, router, made) }
        let answer = PendingAnswer<[SecretKey: PasswordHash]>()
        router.passwords.hash(passwords) { answer.give($0) }
        return .await(answer) { (session, router, hashes) throws(CommandFailure) in
            guard let hashes else { throw CommandFailure(.refused, reason: Doorkeeper.excuse) }
            var made = try make(router)
            made[keyPath: access].replacePasswords(by: hashes)
            guard (try? made[keyPath: access].clearPasswords())?.isEmpty == true else {
                throw CommandFailure(.refused, reason: "The file has changed meanwhile; try again.")
            }
            return try step(&session, router, made)
        }
    }
}
