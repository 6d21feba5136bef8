import Core

/// `show ipv6 mobile tunnels`, made page by page, so that a million of them need no room and hold up nothing.
struct TunnelReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    /// How much is shown.
    enum Form: Equatable {
        /// A block a tunnel.
        case full
        /// A line a tunnel, and the sums.
        case summary
    }

    /// Which tunnels are meant.
    enum Selection: Equatable {
        /// All of them.
        case all
        /// That of a number, of all.
        case number(Int)
        /// That of the one binding there is.
        case homeAddress
    }

    /// The bindings whose tunnels are counted.
    let pages: AnyIterator<[BindingRecord]>
    /// Which of them are meant.
    var selection = Selection.all
    /// How much is shown.
    var form = Form.full
    /// What is known of the path to a home address.
    let pathMTU: (IPv6Address) -> UInt32?

    /// The tunnels, and at last how many there were, and what they carried.
    func textPieces() -> AnyIterator<String> {
        let tunnels = tunnels()
        var sums = Sums()
        var isDone = false
        return AnyIterator {
            guard !isDone else { return nil }
            if let page = tunnels.next() {
                page.forEach { sums.add($0) }
                return page.map(form == .full ? \.text : \.summary).joined()
            }
            isDone = true
            return form == .full ? sums.countText : sums.countText + sums.trafficText
        }.paced(by: 1)
    }

    /// `{"schema": 1, "tunnels": [...]}`.
    func jsonPieces() -> AnyIterator<String> {
        JSONText.document("tunnels", pages: tunnels(), schema: Self.schema).paced(by: 1)
    }

    private func tunnels() -> AnyIterator<[TunnelRecord]> {
        var count = 0
        return AnyIterator {
            pages.next()?.compactMap(TunnelRecord.init).compactMap { tunnel in
                count += 1
                if case .number(let number) = selection, number != count { return nil }
                var tunnel = tunnel
                tunnel.number = selection == .homeAddress ? nil : count
                tunnel.pathMTU = pathMTU(tunnel.homeAddress)
                return tunnel
            }
        }
    }
}

extension TunnelReport {
    /// What the tunnels so far carried.
    private struct Sums {
        private var tunnels = 0
        private var (packets, octets) = (0 as UInt64, 0 as UInt64)
        private var (reversePackets, reverseOctets) = (0 as UInt64, 0 as UInt64)

        mutating func add(_ tunnel: TunnelRecord) {
            tunnels += 1
            packets &+= tunnel.packetsTunnelled
            octets &+= tunnel.octetsTunnelled
            reversePackets &+= tunnel.packetsReverseTunnelled
            reverseOctets &+= tunnel.octetsReverseTunnelled
        }

        var countText: String { tunnels == 1 ? "1 tunnel\n" : "\(tunnels) tunnels\n" }

        var trafficText: String {
            """
              tunnelled \(packets) packets, \(octets) octets
              reverse tunnelled \(reversePackets) packets, \(reverseOctets) octets

            """
        }
    }
}
