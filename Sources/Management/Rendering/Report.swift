/// What a `show` command shows: one value, two views.
protocol Report {
    /// For people, in pieces that end with a line each; an empty piece lets others have their turn.
    func textPieces() -> AnyIterator<String>
    /// For programs: one JSON object, with the version of its form as `schema`, in pieces.
    func jsonPieces() -> AnyIterator<String>
}

/// A report that is small enough to be rendered at once.
protocol WholeReport: Report, Encodable {
    /// The version of the JSON form; it changes when a field changes its meaning or goes.
    static var schema: Int { get }
    /// The view for people, ending with a line's end.
    var text: String { get }
}

extension WholeReport {
    /// The text in one piece.
    func textPieces() -> AnyIterator<String> {
        AnyIterator(CollectionOfOne(text).makeIterator())
    }

    /// The object in one piece.
    func jsonPieces() -> AnyIterator<String> {
        AnyIterator(CollectionOfOne(JSONText.document(self, schema: Self.schema)).makeIterator())
    }
}
