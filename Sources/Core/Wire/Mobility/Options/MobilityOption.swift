/// A mobility option (RFC 6275 section 6.2). Padding is not an option here: parsing skips it, encoding makes it.
public enum MobilityOption: Hashable, Sendable {
    /// When a home agent would like to hear again, in units of 4 seconds (RFC 6275 section 6.2.4).
    case bindingRefreshAdvice(UInt16)
    /// The care-of address, if it is not the packet's source (RFC 6275 section 6.2.5).
    case alternateCareOfAddress(IPv6Address)
    /// The nonces that a correspondent made its tokens with (RFC 6275 section 6.2.6).
    case nonceIndices(home: UInt16, careOf: UInt16)
    /// The authenticator of return routability, 12 octets (RFC 6275 section 6.2.7); ends the message. Octets past the
    /// 255th are left out when encoded.
    case bindingAuthorizationData([UInt8])
    /// Who the mobile node is (RFC 4283).
    case mobileNodeIdentifier(MobileNodeIdentifierOption)
    /// Proof of the message's origin (RFC 4285 section 5); ends the message.
    case authentication(AuthenticationOption)
    /// A timestamp in the format of NTP (RFC 4285 section 6).
    case replayProtection(timestamp: UInt64)
    /// An option of another type. Octets past the 255th are left out when encoded, and so is the whole option if its
    /// type is 0 or 1, that is, padding.
    case unknown(type: UInt8, data: [UInt8])

    /// Whether nothing may follow the option, padding neither (RFC 6275 section 6.2.7, RFC 4285 section 5.1).
    public var endsMessage: Bool {
        switch self {
        case .bindingAuthorizationData, .authentication: true
        default: false
        }
    }
}

/// The types of the options that are known (IANA: Mobility Options).
private enum OptionType {
    static let bindingRefreshAdvice: UInt8 = 2
    static let alternateCareOfAddress: UInt8 = 3
    static let nonceIndices: UInt8 = 4
    static let bindingAuthorizationData: UInt8 = 5
    static let mobileNodeIdentifier: UInt8 = 8
    static let authentication: UInt8 = 9
    static let replayProtection: UInt8 = 10
}

extension MobilityOption {
    /// Reads the option at `position` of a Mobility Header.
    ///
    /// Throws `optionLength` for a length that the option's type does not have.
    init(parsing octets: Span<UInt8>, at position: OptionCursor.Position) throws(WireError) {
        let data = position.data
        switch position.type {
        case OptionType.bindingRefreshAdvice:
            try position.requireLength(2)
            self = .bindingRefreshAdvice(try octets.integer(at: data.lowerBound))
        case OptionType.alternateCareOfAddress:
            try position.requireLength(16)
            self = .alternateCareOfAddress(try octets.address(at: data.lowerBound))
        case OptionType.nonceIndices:
            try position.requireLength(4)
            self = .nonceIndices(
                home: try octets.integer(at: data.lowerBound), careOf: try octets.integer(at: data.lowerBound + 2))
        case OptionType.bindingAuthorizationData:
            self = .bindingAuthorizationData(try octets.copy(data))
        case OptionType.mobileNodeIdentifier:
            self = .mobileNodeIdentifier(try MobileNodeIdentifierOption(parsing: octets, at: position))
        case OptionType.authentication:
            self = .authentication(try AuthenticationOption(parsing: octets, at: position))
        case OptionType.replayProtection:
            try position.requireLength(8)
            self = .replayProtection(timestamp: try octets.integer(at: data.lowerBound))
        default:
            self = .unknown(type: position.type, data: try octets.copy(data))
        }
    }
}

extension MobilityOption {
    /// The option's type.
    var type: UInt8 {
        switch self {
        case .bindingRefreshAdvice: OptionType.bindingRefreshAdvice
        case .alternateCareOfAddress: OptionType.alternateCareOfAddress
        case .nonceIndices: OptionType.nonceIndices
        case .bindingAuthorizationData: OptionType.bindingAuthorizationData
        case .mobileNodeIdentifier: OptionType.mobileNodeIdentifier
        case .authentication: OptionType.authentication
        case .replayProtection: OptionType.replayProtection
        case .unknown(let type, _): type
        }
    }

    /// The place that the option asks for: an offset of `multiple` n + `remainder` from the start of the header.
    var alignment: (multiple: Int, remainder: Int) {
        switch self {
        case .bindingRefreshAdvice, .nonceIndices: (2, 0)
        case .alternateCareOfAddress: (8, 6)
        case .bindingAuthorizationData, .replayProtection: (8, 2)
        case .authentication: (4, 1)
        case .mobileNodeIdentifier, .unknown: (1, 0)
        }
    }

    /// The option's data, at most 255 octets.
    var data: [UInt8] {
        var writer = WireWriter()
        switch self {
        case .bindingRefreshAdvice(let interval): writer.append(interval)
        case .alternateCareOfAddress(let address): writer.append(address)
        case .nonceIndices(let home, let careOf):
            writer.append(home)
            writer.append(careOf)
        case .bindingAuthorizationData(let authenticator): writer.append(contentsOf: authenticator)
        case .mobileNodeIdentifier(let option): option.encode(into: &writer)
        case .authentication(let option): option.encode(into: &writer)
        case .replayProtection(let timestamp): writer.append(timestamp)
        case .unknown(_, let data): writer.append(contentsOf: data)
        }
        return Array(writer.octets.prefix(255))
    }
}
