import Core

@testable import Management

/// Makes what can be configured of ESP.
struct RandomIPsec {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// - Parameters:
    ///   - index: Of the mobile node; its associations have indices that no other node's have.
    ///   - isForMany: Whether there are several home addresses, so that keys cannot be written down.
    mutating func make(_ index: UInt32, isForMany: Bool) -> IPsecConfiguration? {
        guard chance() else { return nil }
        var configuration = IPsecConfiguration()
        if chance() { configuration.keying = isForMany || chance() ? .ikev2(exchange(index)) : manual(index) }
        configuration.protectsReturnRoutability = chance()
        configuration.protectsPayload = chance()
        return configuration == IPsecConfiguration() ? nil : configuration
    }

    private mutating func manual(_ index: UInt32) -> IPsecKeying? {
        var associations = ManualAssociations()
        for (number, role) in ManualAssociationRole.allCases.enumerated() where chance() {
            associations[keyPath: role.field] = EncapsulatingSecurityPayload(
                securityParameterIndex: (index + 1) << 16 + UInt32(number), transform: transform())
        }
        return associations == ManualAssociations() ? nil : .manual(associations)
    }

    private mutating func transform() -> EncapsulatingSecurityPayload.Transform {
        let salt = 4
        let length = [16, 24, 32][Int.random(in: 0...2, using: &random)]
        return switch Int.random(in: 0...2, using: &random) {
        case 0: .cipherBlockChaining(encryption: key(length), integrity: key(32))
        case 1: .galoisCounterMode(key(length + salt))
        default: .authenticationOnly(integrity: key(32))
        }
    }

    private mutating func exchange(_ index: UInt32) -> InternetKeyExchange {
        let identities = ["2001:db8:1::1", "home.example", "mn0@home.example", "local", "MN-0_"]
        return InternetKeyExchange(
            localIdentity: identities.randomElement(using: &random) ?? "",
            remoteIdentity: "\(index)." + (identities.randomElement(using: &random) ?? ""),
            credential: chance()
                ? .preSharedKey(key(Int.random(in: 1...64, using: &random))) : .certificate(file: "_home-1.pem"))
    }

    private mutating func key(_ length: Int) -> SecretKey {
        SecretKey(octets: (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    private mutating func chance() -> Bool {
        Bool.random(using: &random)
    }
}
