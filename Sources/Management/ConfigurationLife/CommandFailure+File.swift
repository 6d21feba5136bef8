extension CommandFailure {
    /// Octets of errors that are told at most: a reply has room for them.
    private static let maximumLength = 100_000

    /// What is wrong with a file: nothing was changed.
    init(_ error: ConfigurationFileError, in name: String) {
        let count = error.diagnostics.count + error.omitted
        self.init(
            .refused,
            reason: "\(name) has \(count == 1 ? "an error" : "\(count) errors"); nothing was changed.")
        var length = 0
        details = Array(
            error.diagnostics.prefix { diagnostic in
                length += diagnostic.text.utf8.count
                return length <= Self.maximumLength
            })
        if details.count < count {
            details.append(Diagnostic(message: "% ... and \(count - details.count) more errors."))
        }
    }
}
