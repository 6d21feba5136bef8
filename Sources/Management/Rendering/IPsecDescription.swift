import Core

/// What is configured of ESP, as it is shown. No key is in it.
struct IPsecDescription: Encodable {
    /// An association whose keys are written down.
    struct Association: Encodable {
        /// `transport` or `tunnel`.
        var mode: String
        /// `inbound` or `outbound`.
        var direction: String
        /// Its index.
        var securityParameterIndex: UInt32
        /// How packets are encrypted: `aes-cbc`, `aes-gcm`, `null`.
        var encryption: String
        /// What guards them from change.
        var integrity: String
    }

    /// Where keys come from: `manual` or `ikev2`; absent while that is not said.
    var keying: String?
    /// Whether Home Test Init and Home Test go under ESP.
    var protectsReturnRoutability: Bool
    /// Whether everything else in the tunnel does.
    var protectsPayload: Bool
    /// The associations whose keys are written down.
    var associations: [Association] = []
    /// Who this end says it is to IKEv2.
    var localIdentity: String?
    /// Who the other end has to be.
    var remoteIdentity: String?
    /// What the ends prove it by: `pre-shared-key`, or `certificate`.
    var credential: String?

    init(_ configuration: IPsecConfiguration) {
        protectsReturnRoutability = configuration.protectsReturnRoutability
        protectsPayload = configuration.protectsPayload
        switch configuration.keying {
        case nil: break
        case .manual(let manual):
            keying = "manual"
            associations = ManualAssociationRole.allCases.compactMap { role in
                manual[keyPath: role.field].map { Association($0, role) }
            }
        case .ikev2(let exchange):
            keying = "ikev2"
            localIdentity = exchange.localIdentity
            remoteIdentity = exchange.remoteIdentity
            credential =
                switch exchange.credential {
                case .preSharedKey: "pre-shared-key"
                case .certificate: "certificate"
                }
        }
    }
}

extension IPsecDescription.Association {
    fileprivate init(_ association: EncapsulatingSecurityPayload, _ role: ManualAssociationRole) {
        mode = role.isTunnel ? "tunnel" : "transport"
        direction = role.isInbound ? "inbound" : "outbound"
        securityParameterIndex = association.securityParameterIndex
        (encryption, integrity) = association.transform.names
    }
}

extension EncapsulatingSecurityPayload.Transform {
    /// What it is called where it is configured: how packets are encrypted, and what guards them from change.
    var names: (encryption: String, integrity: String) {
        switch self {
        case .cipherBlockChaining: ("aes-cbc", "hmac-sha-256")
        case .galoisCounterMode: ("aes-gcm", "aes-gcm")
        case .authenticationOnly: ("null", "hmac-sha-256")
        }
    }
}

extension IPsecDescription {
    /// Some lines of a block.
    var text: String {
        let protected =
            ["registrations"] + (protectsReturnRoutability ? ["return routability"] : [])
            + (protectsPayload ? ["payload"] : [])
        return """
              ESP for \(protected.joined(separator: ", "))
            \(associations.map(\.text).joined())\(exchangeText)
            """
    }

    private var exchangeText: String {
        guard let localIdentity, let remoteIdentity, let credential else { return "" }
        return "    IKEv2 from \(localIdentity) to \(remoteIdentity), \(credential)\n"
    }
}

extension IPsecDescription.Association {
    fileprivate var text: String {
        let transform = encryption == integrity ? encryption : "\(encryption), \(integrity)"
        return """
                \(mode) \(direction) SPI hex \(String(securityParameterIndex, radix: 16)) \
            (decimal \(securityParameterIndex)), \(transform)

            """
    }
}
