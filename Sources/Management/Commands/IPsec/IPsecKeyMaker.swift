import Core

/// Makes keys of ESP, and indices that no association has.
struct IPsecKeyMaker {
    /// Indices that are in use; those that are made join them.
    private var indices: Set<UInt32>
    private var random: any RandomNumberGenerator

    /// - Parameter random: nobody must be able to guess it.
    init(avoiding configuration: Configuration, random: any RandomNumberGenerator) {
        indices = Set(configuration.securityParameterIndices)
        self.random = random
    }

    /// Four associations of AES-CBC with a key of 32 octets, and HMAC-SHA-256, as the home agent sees them.
    mutating func associations() -> ManualAssociations {
        var associations = ManualAssociations()
        for role in ManualAssociationRole.allCases {
            associations[keyPath: role.field] = EncapsulatingSecurityPayload(
                securityParameterIndex: index(),
                transform: .cipherBlockChaining(encryption: key(), integrity: key()))
        }
        return associations
    }

    /// A key of 32 octets.
    mutating func key() -> SecretKey {
        SecretKey(octets: (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    private mutating func index() -> UInt32 {
        while true {
            let index = UInt32.random(in: 256...UInt32.max, using: &random)
            if indices.insert(index).inserted { return index }
        }
    }
}

extension Configuration {
    /// Those of all associations of ESP that are configured.
    fileprivate var securityParameterIndices: some Sequence<UInt32> {
        let homes = mobileNode?.homeAddresses.compactMap(\.ipsec) ?? []
        return (homeAgent.hostGroups.values.compactMap(\.ipsec) + homes).compactMap(\.manual).flatMap { associations in
            ManualAssociationRole.allCases.compactMap { associations[keyPath: $0.field]?.securityParameterIndex }
        }
    }
}
