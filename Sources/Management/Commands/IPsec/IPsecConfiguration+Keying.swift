import Core

extension IPsecConfiguration {
    /// The associations whose keys are written down; `nil` if no key is.
    var manual: ManualAssociations? {
        if case .manual(let associations) = keying { associations } else { nil }
    }

    /// How keys are negotiated; `nil` if they are not.
    var exchange: InternetKeyExchange? {
        if case .ikev2(let exchange) = keying { exchange } else { nil }
    }
}
