import Core
import Management

/// Hashes passwords on a thread of its own, of low priority, so that no packet waits for it; answers come back as events
/// of the loop.
public final class PasswordWorker: PasswordHasher {
    /// What one job is.
    private enum Job: Sendable {
        case hash(Set<SecretKey>)
        case verify(SecretKey, PasswordHash)
    }

    /// What comes of it.
    private enum Answer: Sendable {
        case hashes([SecretKey: PasswordHash]?)
        case verdict(Bool)
    }

    /// Jobs that may wait.
    private static let capacity = 16

    private let jobs: WorkQueue<Job, Answer>
    private var waiting: [UInt64: (Answer?) -> Void] = [:]
    private var registration: Registration?

    /// Begins to work for a loop.
    public init(loop: EventLoop) throws(SystemCallError) {
        jobs = try WorkQueue(capacity: Self.capacity, work: Self.answer)
        registration = try loop.register(jobs.descriptor) { [unowned self] _, _ in deliver() }
    }

    deinit {
        registration?.cancel()
        jobs.end()
    }

    /// Hashes passwords.
    public func hash(_ passwords: Set<SecretKey>, done: @escaping ([SecretKey: PasswordHash]?) -> Void) {
        begin(.hash(passwords)) { answer in
            if case .hashes(let hashes) = answer { done(hashes) } else { done(nil) }
        }
    }

    /// Checks a password.
    public func verify(_ password: SecretKey, against hash: PasswordHash, done: @escaping (Bool?) -> Void) {
        begin(.verify(password, hash)) { answer in
            if case .verdict(let isRight) = answer { done(isRight) } else { done(nil) }
        }
    }

    private func begin(_ job: Job, done: @escaping (Answer?) -> Void) {
        guard let number = jobs.add(job) else { return done(nil) }
        waiting[number] = done
    }

    private func deliver() {
        for (number, answer) in jobs.takeResults() { waiting.removeValue(forKey: number)?(answer) }
    }

    private static func answer(_ job: Job) -> Answer {
        switch job {
        case .verify(let password, let hash): return .verdict(PasswordCrypt.verify(password, against: hash))
        case .hash(let passwords):
            var hashes: [SecretKey: PasswordHash] = [:]
            for password in passwords {
                guard let hash = PasswordCrypt.hash(password) else { return .hashes(nil) }
                hashes[password] = hash
            }
            return .hashes(hashes)
        }
    }
}
