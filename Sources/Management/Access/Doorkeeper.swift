import Core

/// Asks whether passwords are right, and how often somebody may try.
public final class Doorkeeper {
    /// What follows from whether a password is right.
    typealias Decision = (inout CommandSession, Bool) throws(CommandFailure) -> CommandOutput

    private var limiter = AttemptLimiter()
    private unowned let router: any ManagedRouter

    /// Keeps a router's doors.
    public init(router: any ManagedRouter) {
        self.router = router
    }

    /// Checks a password.
    ///
    /// - Parameters:
    ///   - password: What was typed.
    ///   - stored: What it is to be; `nil` takes the time of a check and is never right, so that nobody learns which
    ///     names there are.
    ///   - attempt: Who tries what, of which attempts are counted.
    ///   - decide: What follows from whether it is right.
    /// - Throws: `notAuthorised` if it is too early to try again; nothing was checked.
    func check(
        _ password: String, against stored: StoredPassword?, counting attempt: String,
        then decide: @escaping Decision
    ) throws(CommandFailure) -> CommandOutput {
        if let wait = limiter.begin(attempt, at: router.now) {
            throw CommandFailure(
                .notAuthorised,
                reason: "Too many wrong passwords: wait \(wait.wholeSeconds) s before the next.")
        }
        let hash: PasswordHash? = if case .hashed(let hash) = stored { hash } else { nil }
        let answer = PendingAnswer<Bool>()
        if let effective = hash ?? Self.nobody {
            router.passwords.verify(SecretKey(octets: Array(password.utf8)), against: effective) { answer.give($0) }
        }
        return .await(answer) { [self] (session, _, isRight) throws(CommandFailure) in
            guard let isRight else { throw CommandFailure(.refused, reason: Self.excuse) }
            if isRight, hash != nil { limiter.succeeded(attempt) }
            return try decide(&session, isRight && hash != nil)
        }
    }

    /// Why a password is not hashed or checked.
    static let excuse = "There are too many passwords to check at the moment; try again."

    /// A hash that is nobody's.
    private static let nobody = PasswordHash(
        "$y$j9T$/sfenzmDCmTIGch8PlsZI0$d1yobpUhBAnR71aAhOLyP6g83ayzHFv81Pk8nTl0za2")
}
