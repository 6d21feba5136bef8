/// Why a line was not executed.
struct CommandFailure: Error, Hashable, Sendable {
    /// What kind of failure it is.
    enum Kind: Hashable, Sendable {
        /// A word is not what may stand there.
        case invalid
        /// An abbreviation stands for several keywords.
        case ambiguous
        /// The line ends too early.
        case incomplete
        /// The line is well formed, and was refused.
        case refused
        /// A word is not what may stand there, but would be with more privilege.
        case concealed
        /// The session may not have the privilege that it asks for.
        case notAuthorised
        /// Somebody else has the configuration to himself.
        case locked(by: String)
    }

    /// What kind of failure it is.
    var kind: Kind
    /// The UTF-8 octet of the line that it is about.
    var offset: Int?
    /// What was wrong and what to do, in a sentence; never with a secret in it.
    var reason: String?
    /// Octets of the line that must not be repeated in any output.
    var secrets: [Range<Int>] = []
    /// What is wrong in a file that the line names, line by line.
    var details: [Diagnostic] = []

    init(_ kind: Kind, at offset: Int? = nil, reason: String? = nil) {
        self.kind = kind
        self.offset = offset
        self.reason = reason
    }

    /// The same failure, of a line with these secrets.
    func hiding(_ secrets: [Range<Int>]) -> CommandFailure {
        var failure = self
        failure.secrets += secrets
        return failure
    }

    /// Does something for a line that is understood; a refusal is the line's failure.
    static func refusing<Result>(_ body: () throws(Refusal) -> Result) throws(CommandFailure) -> Result {
        do throws(Refusal) {
            return try body()
        } catch {
            throw CommandFailure(.refused, reason: error.reason)
        }
    }
}
