/// A line as the audit trail keeps it: without secrets, and without what nobody understood, as that may be anything,
/// a password typed at the wrong prompt too.
struct AuditedLine {
    /// Octets that are kept of a line.
    static let maximumLength = 1024

    /// What may be kept.
    let text: String

    /// - Parameter match: Understands the line as the session will, and tells which octets are secret.
    init(_ text: String, _ match: (CommandText) throws(CommandFailure) -> [Range<Int>]) {
        guard let line = try? CommandText(text) else {
            self.text = "(unreadable)"
            return
        }
        var octets = Array(line.text.utf8)
        let secrets: [Range<Int>]
        do throws(CommandFailure) {
            secrets = try match(line)
        } catch {
            secrets = error.secrets
            let understood = line.words.prefix { $0.range.upperBound <= error.offset ?? 0 }
            let end = understood.last?.range.upperBound ?? 0
            if understood.count < line.words.count {
                octets.replaceSubrange(end..., with: (end == 0 ? "..." : " ...").utf8)
            }
        }
        for index in secrets.joined() where index < octets.count { octets[index] = UInt8(ascii: "*") }
        self.text = String(decoding: octets, as: UTF8.self).beginning(ofOctets: Self.maximumLength)
    }
}

extension CommandSession {
    /// A line as the audit trail keeps it if it is typed now. What needs more privilege is understood too, so that the
    /// trail says what was denied.
    func audited(_ text: String, on router: any ManagedRouter) -> String {
        guard openText == nil else { return "(text)" }
        return AuditedLine(expanded(text, on: router) ?? text) { (line) throws(CommandFailure) in
            guard let first = line.words.first else { return [] }
            if first.text.hasPrefix("!") { throw CommandFailure(.invalid, at: 0) }
            guard case .configuration(let path) = position else { return try commandSecrets(line, from: 0, router) }
            let match = try ConfigurationEditor.resolve(line, at: path).match
            guard case .execute = match.payload else { return match.secrets }
            return try commandSecrets(line, from: 1, router)
        }.text
    }

    private func commandSecrets(
        _ line: CommandText, from start: Int, _ router: any ManagedRouter
    ) throws(CommandFailure) -> [Range<Int>] {
        if let match = try? commands(of: router).match(line, from: start) { return match.secrets }
        return try ExecSchema.whole.match(line, from: start).secrets
    }
}
