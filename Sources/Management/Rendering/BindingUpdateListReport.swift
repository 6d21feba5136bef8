import Core

/// `show ipv6 mobile binding-update-list`: who was told where this machine is (RFC 6275 section 11.1).
struct BindingUpdateListReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    private static let pageLength = 64

    /// Home agents before correspondents, for each home address.
    let entries: [BindingUpdateListEntry]
    /// This moment.
    let now: Instant

    /// A block an entry, and how many there are.
    func textPieces() -> AnyIterator<String> {
        let count = entries.count == 1 ? "1 entry\n" : "\(entries.count) entries\n"
        let blocks = pages.lazy.map { $0.map(\.text).joined() }
        return AnyIterator([AnySequence(blocks), AnySequence([count])].joined().makeIterator())
    }

    /// `{"schema": 1, "entries": [...]}`.
    func jsonPieces() -> AnyIterator<String> {
        JSONText.document("entries", pages: AnyIterator(pages.makeIterator()), schema: Self.schema)
    }

    private var pages: some Sequence<[BindingUpdateRecord]> {
        stride(from: 0, to: entries.count, by: Self.pageLength).lazy.map { first in
            entries[first...].prefix(Self.pageLength).map { BindingUpdateRecord($0, at: now) }
        }
    }
}
