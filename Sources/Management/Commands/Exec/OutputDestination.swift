/// `| redirect`, `| append` and `| tee`: a file of the router's own that an output goes to.
///
/// The shell filters, and hands back what is left; the daemon writes. Nobody writes a file of the machine this way.
struct OutputDestination: Sendable {
    /// How an output goes there.
    enum Way: Hashable, Sendable {
        /// In place of what the file held.
        case redirect
        /// Behind what the file holds.
        case append
        /// In place of what the file held, and to the screen too.
        case tee
    }

    /// Octets that a file may come to have.
    static let maximumLength = 4 << 20

    private let file: FileName
    private let way: Way

    private static let way = Key<Way>("destination")
    private static let name = Parameter(
        "destination file", .ownFileName, "A file that the router keeps", suggestions: .file)

    /// The ways to say it.
    static let grammar: [[Grammar]] = [
        [.word("redirect", "Into a file", says: way, .redirect), .value(name)],
        [.word("append", "To the end of a file", says: way, .append), .value(name)],
        [.word("tee", "Into a file, and to the screen", says: way, .tee), .value(name)],
    ]

    /// What was said; `nil` if nothing was.
    init?(_ arguments: Arguments) {
        guard let file = arguments[Self.name], let way = arguments[Self.way] else { return nil }
        (self.file, self.way) = (file, way)
    }

    /// An output that goes there.
    func receiving(_ output: CommandOutput) -> CommandOutput {
        .proceed { (session, _) throws(CommandFailure) in
            guard session.mode != .userExec else {
                throw CommandFailure(.notAuthorised, reason: "Files are written in privileged mode alone.")
            }
            var output = output
            output.retention = way == .tee ? .shown : .hidden
            output.continuation = .receive(collecting([]))
            return output
        }
    }

    /// Takes piece after piece of the text, and writes it at the end.
    private func collecting(_ collected: [UInt8]) -> CommandQuestion.Answer {
        { (_, router, piece) throws(CommandFailure) in
            guard !piece.isEmpty else { return try write(collected, router) }
            guard collected.count + piece.utf8.count <= Self.maximumLength else { throw Self.tooLong }
            var output = CommandOutput.none
            output.continuation = .receive(collecting(collected + piece.utf8))
            return output
        }
    }

    private func write(_ octets: [UInt8], _ router: any ManagedRouter) throws(CommandFailure) -> CommandOutput {
        let file = StoredFile.named(file)
        try CommandFailure.refusing { () throws(Refusal) in
            let former = way == .append ? try router.files.read(file) ?? [] : []
            guard former.count + octets.count <= Self.maximumLength else { throw Refusal(Self.tooLong.reason ?? "") }
            try router.files.write(former + octets, to: file)
        }
        return .none
    }

    private static var tooLong: CommandFailure {
        CommandFailure(
            .refused, reason: "The file would have more than \(maximumLength >> 20) MiB; nothing was written.")
    }
}

extension ArgumentType where Value == FileName {
    /// A file that the router keeps under a plain name.
    fileprivate static let ownFileName = ArgumentType(
        symbol: "FILE", precision: .name,
        parse: { word in FileName(word).flatMap { $0.isPath ? nil : $0 } },
        explain: { _ in "Output goes to files that the router keeps: up to 64 letters, digits, or any of - _ ." },
        print: { $0.description })
}
