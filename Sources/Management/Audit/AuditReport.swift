/// `show audit`: who did what.
struct AuditReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    /// The oldest first.
    let records: [AuditRecord]

    /// A line each.
    func textPieces() -> AnyIterator<String> {
        AnyIterator(records.lazy.map { "\($0.time): \($0.text)\n" }.makeIterator())
    }

    /// `{"schema": 1, "records": [...]}`.
    func jsonPieces() -> AnyIterator<String> {
        JSONText.document("records", AnyIterator(records.makeIterator()), schema: Self.schema)
    }
}
