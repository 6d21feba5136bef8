import Core

/// One association of ESP, as it is shown.
struct SecurityAssociationRecord: Encodable {
    /// The mobile node's.
    var homeAddress: IPv6Address
    /// The home agent's address that it is with.
    var homeAgent: IPv6Address
    /// `inbound` or `outbound`, as this node sees it.
    var direction: String
    /// `transport` or `tunnel`.
    var mode: String
    /// Its index.
    var securityParameterIndex: UInt32
    /// Where its keys come from: `manual` or `ikev2`.
    var keying: String
    /// How packets are encrypted, as configuration calls it; the kernel's name where that has none.
    var encryption: String
    /// Bits of the key of encryption, without salt.
    var encryptionKeyLength: UInt32
    /// What guards packets from change; absent where encryption does that itself.
    var integrity: String?
    /// Packets that it protected.
    var packets: UInt64
    /// Octets of them.
    var octets: UInt64
    /// Packets that came a second time, or too late.
    var packetsReplayed: UInt64
    /// Packets that were changed on the way, or written with another key.
    var packetsNotAuthentic: UInt64
    /// Since its last packet; absent if there was none.
    var secondsSinceUse: UInt64?

    init(_ status: SecurityAssociationStatus) {
        homeAddress = status.homeAddress
        homeAgent = status.homeAgentAddress
        direction = status.direction.rawValue
        mode = status.mode.rawValue
        securityParameterIndex = status.securityParameterIndex
        keying = status.keying.rawValue
        encryption = Self.names[status.encryption] ?? status.encryption
        encryptionKeyLength = status.encryptionKeyLength
        integrity = status.integrity.map { Self.names[$0] ?? $0 }
        packets = status.packets
        octets = status.octets
        packetsReplayed = status.packetsReplayed
        packetsNotAuthentic = status.packetsNotAuthentic
        secondsSinceUse = status.secondsSinceUse
    }

    /// What configuration calls what the kernel has.
    private static let names = [
        "cbc(aes)": "aes-cbc", "rfc4106(gcm(aes))": "aes-gcm", "ecb(cipher_null)": "null",
        "hmac(sha256)": "hmac-sha-256",
    ]
}

extension SecurityAssociationRecord {
    /// The association as a block of lines.
    var text: String {
        let strength = encryptionKeyLength == 0 ? "" : " with a key of \(encryptionKeyLength) bits"
        let use = secondsSinceUse.map { ", the last \(DurationText.clock($0)) ago" } ?? ""
        return """
            \(homeAddress) \(mode) \(direction), SPI hex \(String(securityParameterIndex, radix: 16)) \
            (decimal \(securityParameterIndex))
              home agent \(homeAgent), keying \(keying)
              encryption \(encryption)\(strength)\(integrity.map { ", integrity \($0)" } ?? "")
              \(packets) packets, \(octets) octets\(use)
              dropped \(packetsReplayed) replayed, \(packetsNotAuthentic) not authentic

            """
    }
}
