/// What a Mobility Header says (RFC 6275 section 6.1).
public enum MobilityMessage: Hashable, Sendable {
    /// A correspondent asks for a new Binding Update.
    case bindingRefreshRequest(BindingRefreshRequest)
    /// A mobile node begins a test of its home address.
    case homeTestInit(HomeTestInit)
    /// A mobile node begins a test of its care-of address.
    case careOfTestInit(CareOfTestInit)
    /// The answer to a Home Test Init.
    case homeTest(HomeTest)
    /// The answer to a Care-of Test Init.
    case careOfTest(CareOfTest)
    /// A mobile node tells where it is.
    case bindingUpdate(BindingUpdate)
    /// The answer to a Binding Update.
    case bindingAcknowledgement(BindingAcknowledgement)
    /// A node has no use for what it was sent.
    case bindingError(BindingError)
    /// A message of another type. The data are what follows the checksum; encoded, they are filled up with zeros to
    /// the end of an 8-octet unit, and what does not fit the longest Mobility Header, 2 042 octets, is left out.
    case unknown(type: MobilityMessageType, data: [UInt8])

    /// The type of the message.
    public var type: MobilityMessageType {
        switch self {
        case .bindingRefreshRequest: .bindingRefreshRequest
        case .homeTestInit: .homeTestInit
        case .careOfTestInit: .careOfTestInit
        case .homeTest: .homeTest
        case .careOfTest: .careOfTest
        case .bindingUpdate: .bindingUpdate
        case .bindingAcknowledgement: .bindingAcknowledgement
        case .bindingError: .bindingError
        case .unknown(let type, _): type
        }
    }
}

extension MobilityMessage {
    /// The whole Mobility Header, its checksum 0.
    ///
    /// The options stand in their order at the alignment that their type asks for, with no more padding than that
    /// needs. A last option that has to end the message (`MobilityOption.endsMessage`) has the padding before it,
    /// every other message has it at its end. Options that would take the header past 2 048 octets, the most that
    /// it can be, are left out.
    public func encoded() -> [UInt8] {
        switch self {
        case .bindingRefreshRequest(let message): Self.encode(message)
        case .homeTestInit(let message): Self.encode(message)
        case .careOfTestInit(let message): Self.encode(message)
        case .homeTest(let message): Self.encode(message)
        case .careOfTest(let message): Self.encode(message)
        case .bindingUpdate(let message): Self.encode(message)
        case .bindingAcknowledgement(let message): Self.encode(message)
        case .bindingError(let message): Self.encode(message)
        case .unknown(let type, let data): Self.encode(type, data)
        }
    }

    private static func encode(_ message: some MobilityMessageFormat) -> [UInt8] {
        var writer = MobilityHeader.writer(for: message.type)
        message.encodeFixedPart(into: &writer)
        writer.append(message.options)
        return MobilityHeader.finish(&writer)
    }

    private static func encode(_ type: MobilityMessageType, _ data: [UInt8]) -> [UInt8] {
        var writer = MobilityHeader.writer(for: type)
        writer.append(contentsOf: data.prefix(MobilityHeader.maximumLength - writer.count))
        writer.appendZeros(writer.padding(to: 8, plus: 0))
        return MobilityHeader.finish(&writer)
    }
}
