import Core
import Management

extension FixtureRouter {
    /// The same in every run, from the beginning each time.
    public var randomNumbers: any RandomNumberGenerator { FixtureNumbers() }

    /// Those of a node with written keys, which has used some, and one of a node that negotiated.
    public func securityAssociations() throws(Refusal) -> [SecurityAssociationStatus] {
        if let refusal { throw refusal }
        return FixtureAssociations.all
    }

    /// One node has negotiated.
    public var keyExchange: KeyExchangeStatus? {
        let network: UInt128 = 0x2001_0db8_0001 << 80
        return KeyExchangeStatus(
            socketPath: "/var/run/charon.vici", version: "5.9.8", absence: nil, nodes: 2, loaded: 2,
            associations: [
                .init(
                    homeAddress: IPv6Address(rawValue: network | 0x200), remoteAddress: "2001:db8:2::200",
                    remoteIdentity: "mn2@home.example", state: "ESTABLISHED", children: 1)
            ])
    }
}

/// Numbers that only look random (SplitMix64).
private struct FixtureNumbers: RandomNumberGenerator {
    private var state: UInt64 = 0

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// Associations that a fixture router has.
private enum FixtureAssociations {
    static var all: [SecurityAssociationStatus] {
        var inbound = association(0x100, 0x1000, .inbound, .transport, .manual, "cbc(aes)", 128, "hmac(sha256)")
        inbound.packets = 12
        inbound.octets = 1440
        inbound.packetsReplayed = 1
        inbound.packetsNotAuthentic = 2
        inbound.secondsSinceUse = 63
        let outbound = association(0x100, 0x1001, .outbound, .transport, .manual, "ecb(cipher_null)", 0, "hmac(sha256)")
        let tunnel = association(0x200, 0xc0de_cafe, .inbound, .tunnel, .ikev2, "rfc4106(gcm(aes))", 256, nil)
        return [inbound, outbound, tunnel]
    }

    private static func association(
        _ host: UInt128, _ index: UInt32, _ direction: SecurityAssociationStatus.Direction,
        _ mode: SecurityAssociationStatus.Mode, _ keying: SecurityAssociationStatus.Keying, _ encryption: String,
        _ length: UInt32, _ integrity: String?
    ) -> SecurityAssociationStatus {
        let network: UInt128 = 0x2001_0db8_0001 << 80
        return SecurityAssociationStatus(
            homeAddress: IPv6Address(rawValue: network | host), homeAgentAddress: IPv6Address(rawValue: network | 1),
            securityParameterIndex: index, direction: direction, mode: mode, keying: keying, encryption: encryption,
            encryptionKeyLength: length, integrity: integrity)
    }
}
