/// What a correspondent tells to whoever is reached at an address (RFC 6275 section 5.2.5).
struct KeygenToken: Sendable {
    /// MAX_TOKEN_LIFETIME.
    private static let lifetime = Duration.seconds(210)

    /// The index of the nonce that it was made with.
    let nonceIndex: UInt16
    /// Secret: whoever has it may pretend to be reached there.
    let token: SecretKey
    /// Where the node is reached, as it proves.
    let address: IPv6Address
    /// When it came.
    private let arrival: Instant

    init(_ token: UInt64, nonceIndex: UInt16, address: IPv6Address, arrival: Instant) {
        self.nonceIndex = nonceIndex
        self.token = SecretKey(octets: (0..<8).map { UInt8(truncatingIfNeeded: token >> UInt64(56 - 8 * $0)) })
        self.address = address
        self.arrival = arrival
    }

    /// Whether the correspondent still takes it.
    func isFresh(at now: Instant) -> Bool { arrival + Self.lifetime > now }
}
