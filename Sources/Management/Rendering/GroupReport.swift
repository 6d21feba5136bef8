import Core

/// `show ipv6 mobile groups`, made page by page, in the order of the groups.
struct GroupReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    private static let columns = TextColumns(widths: [26, 26, 16, 6, 18])

    /// The memberships.
    let pages: AnyIterator<[GroupRecord]>
    /// A group, or a home address, that alone is meant; `nil` for all.
    let address: IPv6Address?

    /// A line a membership, and how many there were.
    func textPieces() -> AnyIterator<String> {
        let selected = selected
        var count = 0
        var isDone = false
        var heading = Self.columns.line("Group", "Home address", "Interface", "MLD", "Joined", "Remaining")
        return AnyIterator {
            guard !isDone else { return nil }
            defer { heading = "" }
            if let page = selected.next() {
                count += page.count
                return heading + page.map { $0.text(Self.columns) }.joined()
            }
            isDone = true
            return heading + (count == 1 ? "1 membership\n" : "\(count) memberships\n")
        }.paced(by: 1)
    }

    /// `{"schema": 1, "groups": [...]}`.
    func jsonPieces() -> AnyIterator<String> {
        JSONText.document("groups", pages: selected, schema: Self.schema).paced(by: 1)
    }

    private var selected: AnyIterator<[GroupRecord]> {
        AnyIterator { [address] in
            pages.next()?.filter { address == nil || $0.group == address || $0.homeAddress == address }
        }
    }
}

extension GroupRecord {
    fileprivate func text(_ columns: TextColumns) -> String {
        columns.line(
            "\(group)", "\(homeAddress)", interface ?? "-", "v\(version)", DurationText.clock(secondsSinceJoined),
            DurationText.clock(secondsRemaining) + (isLeaving ? ", leaving" : ""))
    }
}
