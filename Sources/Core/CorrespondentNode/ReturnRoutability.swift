/// The cryptography of return routability (RFC 6275 sections 5.2.5 to 5.2.7).
struct ReturnRoutability: Sendable {
    /// What a token proves that its owner is reached at; the octet that tells the two apart is hashed with it.
    enum TokenKind: UInt8, Sendable {
        case home = 0
        case careOf = 1
    }

    /// Octets of the authenticator: 96 bits of it (RFC 6275 section 6.2.7).
    static let authenticatorLength = 12
    /// Octets of a keygen token.
    private static let tokenLength = 8

    let authenticator: any MessageAuthenticator

    /// The keygen token of an address.
    func token(_ kind: TokenKind, of address: IPv6Address, by nonce: Nonce) -> [UInt8] {
        let parts = [address.octets, nonce.value.octets, [kind.rawValue]]
        return Array(authenticator.hmacSHA1(key: nonce.nodeKey, over: parts).prefix(Self.tokenLength))
    }

    /// Kbm, the binding management key: of both tokens, and of the home keygen token alone in a deletion.
    func bindingManagementKey(of tokens: [[UInt8]]) -> SecretKey {
        SecretKey(octets: authenticator.sha1(over: tokens))
    }

    /// The authenticator of a message.
    /// - Parameters:
    ///   - header: its Mobility Header up to the authenticator; what its checksum says does not count.
    ///   - address: the care-of address; in a deletion the home address.
    ///   - correspondent: the address of the correspondent.
    func code(
        over header: ArraySlice<UInt8>, _ address: IPv6Address, _ correspondent: IPv6Address, by key: SecretKey
    ) -> [UInt8] {
        var covered = Array(header)
        covered.replaceSubrange(MobilityHeader.checksumOffset..<MobilityHeader.checksumOffset + 2, with: [0, 0])
        let parts = [address.octets, correspondent.octets, covered]
        return Array(authenticator.hmacSHA1(key: key, over: parts).prefix(Self.authenticatorLength))
    }
}
