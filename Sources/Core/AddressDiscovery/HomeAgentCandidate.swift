/// A home agent as discovery tells of it: its addresses, and how much it is preferred.
struct HomeAgentCandidate: Hashable, Sendable {
    /// The higher the better (RFC 6275 section 7.4).
    let preference: UInt16
    /// Global unicast addresses.
    let addresses: [IPv6Address]
}

extension [HomeAgentCandidate] {
    /// Addresses of a reply, so that its packet fits every link: 40 octets of header, 8 of message, 16 each
    /// (RFC 6275 section 10.5).
    static var maximumAddresses: Int { (IPv6Header.minimumLinkMTU - IPv6Header.length - 8) / 16 }

    /// The addresses in the order of a reply: the most preferred home agents first; equal ones, and the addresses of
    /// one, in another order each time (RFC 6275 section 10.5).
    func addresses(shuffledWith random: inout RandomSource) -> [IPv6Address] {
        var addresses: [IPv6Address] = []
        var seen: Set<IPv6Address> = []
        for (_, equals) in Dictionary(grouping: self, by: \.preference).sorted(by: { $0.key > $1.key }) {
            for candidate in equals.shuffled(using: &random) {
                addresses += candidate.addresses.shuffled(using: &random).filter { seen.insert($0).inserted }
            }
        }
        return [IPv6Address](addresses.prefix(Self.maximumAddresses))
    }
}
