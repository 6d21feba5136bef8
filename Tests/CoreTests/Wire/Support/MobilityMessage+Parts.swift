import Core

/// Parts of a message by their type, for tests that know which it is.
extension MobilityMessage {
    var bindingUpdate: BindingUpdate? {
        if case .bindingUpdate(let message) = self { message } else { nil }
    }

    var bindingAcknowledgement: BindingAcknowledgement? {
        if case .bindingAcknowledgement(let message) = self { message } else { nil }
    }

    var bindingError: BindingError? {
        if case .bindingError(let message) = self { message } else { nil }
    }

    /// The data of a message that the codec has no type for.
    var unknownData: [UInt8]? {
        if case .unknown(_, let data) = self { data } else { nil }
    }

    var options: [MobilityOption] {
        switch self {
        case .bindingRefreshRequest(let message): message.options
        case .homeTestInit(let message): message.options
        case .careOfTestInit(let message): message.options
        case .homeTest(let message): message.options
        case .careOfTest(let message): message.options
        case .bindingUpdate(let message): message.options
        case .bindingAcknowledgement(let message): message.options
        case .bindingError(let message): message.options
        case .unknown: []
        }
    }

    var alternateCareOfAddress: IPv6Address? {
        for case .alternateCareOfAddress(let address) in options { return address }
        return nil
    }

    var nonceIndices: (home: UInt16, careOf: UInt16)? {
        for case .nonceIndices(let home, let careOf) in options { return (home, careOf) }
        return nil
    }

    var authentication: AuthenticationOption? {
        for case .authentication(let option) in options { return option }
        return nil
    }

    /// The data of an option that the codec has no type for.
    func unknownOption(_ type: UInt8) -> [UInt8]? {
        for case .unknown(type, let data) in options { return data }
        return nil
    }
}
