/// The authenticator between a mobile node and its home agent (RFC 4285 section 5.1): the first 96 bits of HMAC-SHA1
/// over care-of address, home address and the Mobility Header up to and with the SPI, its checksum taken as zero.
struct MobilityAuthenticator: Sendable {
    /// Octets of the authenticator.
    static let length = 12
    /// The Checksum field of a Mobility Header.
    private static let checksum = 4..<6

    let authenticator: any MessageAuthenticator
    let key: SecretKey
    let careOfAddress: IPv6Address
    let homeAddress: IPv6Address

    /// The authenticator of a message.
    /// - Parameter header: its Mobility Header up to the authenticator.
    func code(covering header: ArraySlice<UInt8>) -> [UInt8] {
        var covered = Array(header)
        for index in Self.checksum { covered[index] = 0 }
        let parts = [careOfAddress.octets, homeAddress.octets, covered]
        return Array(authenticator.hmacSHA1(key: key, over: parts).prefix(Self.length))
    }

    /// The octets of a message whose last option is a blank one (`AuthenticationOption.blank`), filled in.
    func sign(_ message: MobilityMessage) -> [UInt8] {
        var octets = message.encoded()
        let covered = octets.dropLast(Self.length)
        octets.replaceSubrange(covered.endIndex..., with: code(covering: covered))
        return octets
    }
}

extension AuthenticationOption {
    /// The option that ends a message between mobile node and home agent, its authenticator still to be made.
    static func blank(securityParameterIndex: UInt32) -> AuthenticationOption {
        AuthenticationOption(
            subtype: .mobileNodeHomeAgent, securityParameterIndex: securityParameterIndex,
            authenticator: [UInt8](repeating: 0, count: MobilityAuthenticator.length))
    }
}
