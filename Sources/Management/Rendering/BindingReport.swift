/// `show ipv6 mobile binding`, made page by page, so that a million bindings need no room and hold up nothing.
struct BindingReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    /// The bindings to show.
    let pages: AnyIterator<[BindingRecord]>

    /// A block a binding, and how many there were.
    func textPieces() -> AnyIterator<String> {
        var count = 0
        var isDone = false
        return AnyIterator {
            guard !isDone else { return nil }
            if let page = pages.next() {
                count += page.count
                return page.map(\.text).joined()
            }
            isDone = true
            return count == 1 ? "1 binding\n" : "\(count) bindings\n"
        }.paced(by: 1)
    }

    /// `{"schema": 1, "bindings": [...]}`.
    func jsonPieces() -> AnyIterator<String> {
        JSONText.document("bindings", pages: pages, schema: Self.schema).paced(by: 1)
    }
}

extension BindingRecord {
    private var traffic: String {
        switch type {
        case .home:
            """
              tunnelled \(packetsTunnelled) packets, \(octetsTunnelled) octets
              reverse tunnelled \(packetsReverseTunnelled) packets, \(octetsReverseTunnelled) octets
            """
        case .correspondent:
            """
              directly sent \(packetsTunnelled) packets, \(octetsTunnelled) octets
              directly received \(packetsReverseTunnelled) packets, \(octetsReverseTunnelled) octets
            """
        }
    }

    private var groupsText: String { groups == 0 ? "" : "\n  multicast groups \(groups)" }

    /// The binding as a block of lines.
    fileprivate var text: String {
        let link = interface.isEmpty ? "" : ", interface \(interface)"
        let flags = flags.isEmpty ? "" : ", flags \(flags)"
        return """
            \(homeAddress)
            \(mobileNodeIdentifier.map { "  nai \($0)\n" } ?? "")\
              via \(careOfAddress), \(type == .home ? "home agent" : "own address") \(homeAgent)\(link)
              type \(type.rawValue), state \(state.rawValue), sequence \(sequence)\(flags)
              lifetime \(lifetimeRemaining) of \(lifetimeGranted) seconds remaining
            \(traffic)\(groupsText)

            """
    }
}
