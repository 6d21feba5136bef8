import Core

extension Arbitrary {
    /// A message of the type with this number; from 8 on it is of no known type.
    mutating func mobilityMessage(_ type: UInt8) -> MobilityMessage {
        switch type {
        case 0: .bindingRefreshRequest(BindingRefreshRequest(options: mobilityOptions()))
        case 1: .homeTestInit(HomeTestInit(homeInitCookie: number(), options: mobilityOptions()))
        case 2: .careOfTestInit(CareOfTestInit(careOfInitCookie: number(), options: mobilityOptions()))
        case 3:
            .homeTest(
                HomeTest(
                    homeNonceIndex: number(), homeInitCookie: number(), homeKeygenToken: number(),
                    options: mobilityOptions()))
        case 4:
            .careOfTest(
                CareOfTest(
                    careOfNonceIndex: number(), careOfInitCookie: number(), careOfKeygenToken: number(),
                    options: mobilityOptions()))
        case 5:
            .bindingUpdate(
                BindingUpdate(
                    sequenceNumber: number(), flags: BindingUpdateFlags(rawValue: number() & 0xfff0),
                    lifetime: number(), options: mobilityOptions()))
        case 6:
            .bindingAcknowledgement(
                BindingAcknowledgement(
                    status: BindingStatus(rawValue: number()),
                    flags: BindingAcknowledgementFlags(rawValue: number() & 0xfe), sequenceNumber: number(),
                    lifetime: number(), options: mobilityOptions()))
        case 7:
            .bindingError(
                BindingError(
                    status: BindingErrorStatus(rawValue: number()), homeAddress: address(), options: mobilityOptions()))
        default:
            .unknown(type: MobilityMessageType(rawValue: type), data: octets(0...30).filled(to: 8, less: 6))
        }
    }

    mutating func mobilityOptions() -> [MobilityOption] {
        many(upTo: 6) { $0.mobilityOption() }
    }

    mutating func mobilityOption() -> MobilityOption {
        switch number(0...8) as UInt8 {
        case 0: .bindingRefreshAdvice(number())
        case 1: .alternateCareOfAddress(address())
        case 2: .nonceIndices(home: number(), careOf: number())
        case 3: .bindingAuthorizationData(octets(12...12))
        case 4: .bindingAuthorizationData(octets(0...255))
        case 5:
            .mobileNodeIdentifier(MobileNodeIdentifierOption(subtype: number(), identifier: octets(0...254)))
        case 6:
            .authentication(
                AuthenticationOption(
                    subtype: AuthenticationOption.Subtype(rawValue: number(0...3)), securityParameterIndex: number(),
                    authenticator: flag() ? octets(12...12) : octets(0...250)))
        case 7: .replayProtection(timestamp: number())
        default: .unknown(type: number(11...255), data: octets(0...255))
        }
    }
}

extension [UInt8] {
    /// The octets with zeros after them up to a multiple of `unit` octets, less some.
    func filled(to unit: Int, less: Int) -> [UInt8] {
        self + repeatElement(0, count: (unit - (count + less) % unit) % unit)
    }
}
