import Core

/// `show ipv6 mobile security-associations`, made some at a time. No key is in it.
struct SecurityAssociationReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    private static let pageLength = 64

    private let associations: [SecurityAssociationStatus]
    private let keyExchange: KeyExchangeRecord?

    /// Shows all associations, or those of a home address, and how they are negotiated.
    init(
        _ associations: [SecurityAssociationStatus], _ keyExchange: KeyExchangeStatus?, homeAddress: IPv6Address? = nil
    ) {
        self.keyExchange = keyExchange.map { KeyExchangeRecord($0, homeAddress: homeAddress) }
        self.associations =
            homeAddress.map { address in associations.filter { $0.homeAddress == address } } ?? associations
    }

    /// A block an association, and how many there were.
    func textPieces() -> AnyIterator<String> {
        let count = associations.count
        let pages = pages
        var isDone = false
        return AnyIterator {
            guard !isDone else { return nil }
            if let page = pages.next() { return page.map(\.text).joined() }
            isDone = true
            return (count == 1 ? "1 security association\n" : "\(count) security associations\n")
                + (keyExchange?.text ?? "")
        }.paced(by: 1)
    }

    /// `{"schema": 1, "keyExchange": {...}, "securityAssociations": [...]}`.
    func jsonPieces() -> AnyIterator<String> {
        let members = keyExchange.map { "\n" + JSONText.indented("\"keyExchange\" : \(JSONText.encode($0)),", by: 2) }
        return JSONText.document("securityAssociations", pages: pages, schema: Self.schema, members: members ?? "")
            .paced(by: 1)
    }

    private var pages: AnyIterator<[SecurityAssociationRecord]> {
        var rest = associations[...]
        return AnyIterator {
            defer { rest = rest.dropFirst(Self.pageLength) }
            return rest.isEmpty ? nil : rest.prefix(Self.pageLength).map(SecurityAssociationRecord.init)
        }
    }
}
