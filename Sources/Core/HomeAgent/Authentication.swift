/// Authentication between mobile node and home agent: by ESP (RFC 6275 section 5.1), which the kernel has seen to, or by
/// the message itself (RFC 4285 section 5.1).
///
/// The authenticator is the first 96 bits of HMAC-SHA1 over care-of address, home address and the Mobility Header up
/// to and with the SPI, its checksum taken as zero.
struct Authentication: Sendable {
    /// How far a Binding Update proved its origin.
    enum Verdict: Sendable {
        /// By this association.
        case authenticated(MobilitySecurityAssociation)
        /// By ESP.
        case protected
        /// It has no authentication option, and none is required of its home address.
        case notRequired
        /// By the right association, but the authenticator is wrong.
        case failed
        /// Not at all: no answer is due.
        case silent(DropReason)
    }

    /// Octets of the authenticator.
    static let authenticatorLength = 12
    /// The Checksum field of a Mobility Header.
    private static let checksum = 4..<6

    let authenticator: any MessageAuthenticator
    let hostGroups: HostGroupTable
    let isRequired: Bool

    /// Judges `request`.
    /// - Parameters:
    ///   - group: what it claims to be of.
    ///   - message: the parsed Mobility Header of the Binding Update.
    ///   - octets: its octets as received.
    func verify(
        _ request: RegistrationRequest, of group: HostGroup?, options: [MobilityOption],
        message: ParsedMobilityHeader, octets: ArraySlice<UInt8>
    ) -> Verdict {
        if let protection = request.protection, group?.ipsec != nil {
            return protection == request.homeAddress ? .protected : .silent(.protectionOfOthers)
        }
        let associations = group?.securityAssociations ?? []
        guard let index = options.firstIndex(where: { $0.isAuthentication(.mobileNodeHomeAgent) }),
            case .authentication(let option) = options[index]
        else {
            if group?.ipsec != nil { return .silent(.protectionMissing) }
            return isRequired || !associations.isEmpty ? .silent(.authenticationMissing) : .notRequired
        }
        guard isInPlace(index, options, message) else { return .silent(.authenticationMisplaced) }
        guard
            let association = associations.first(where: {
                $0.securityParameterIndex == option.securityParameterIndex
            })
        else {
            return .silent(.unknownSecurityParameterIndex)
        }
        let covered = octets.prefix(message.optionRanges[index].upperBound - option.authenticator.count)
        let expected = code(
            covering: covered, request.careOfAddress, request.asksForHomeAddress ? .unspecified : request.homeAddress,
            by: association)
        return ConstantTime.equal(expected, option.authenticator) ? .authenticated(association) : .failed
    }

    /// Whether nothing is left uncovered that could be believed: the option ends the message, or only one for an
    /// authentication server comes after it, which ends it then (RFC 4285 sections 5.1 and 5.2).
    private func isInPlace(_ index: Int, _ options: [MobilityOption], _ message: ParsedMobilityHeader) -> Bool {
        let rest = options[(index + 1)...]
        return message.optionRanges[options.count - 1].upperBound == message.length
            && (rest.isEmpty || rest.count == 1 && rest.allSatisfy { $0.isAuthentication(.mobileNodeAAA) })
            && !options[..<index].contains { $0.isAuthentication(.mobileNodeAAA) }
    }

    /// The octets of `message` in answer to `request`, an authentication option of `association` at their end.
    func sign(
        _ message: BindingAcknowledgement, answering request: RegistrationRequest,
        by association: MobilitySecurityAssociation
    ) -> [UInt8] {
        var signed = message
        let blank = [UInt8](repeating: 0, count: Self.authenticatorLength)
        signed.options.append(
            .authentication(
                AuthenticationOption(
                    subtype: .mobileNodeHomeAgent,
                    securityParameterIndex: association.outboundSecurityParameterIndex,
                    authenticator: blank)))
        var octets = MobilityMessage.bindingAcknowledgement(signed).encoded()
        let covered = octets.dropLast(Self.authenticatorLength)
        let code = code(covering: covered, request.careOfAddress, request.homeAddress, by: association)
        octets.replaceSubrange(covered.endIndex..., with: code)
        return octets
    }

    private func code(
        covering header: ArraySlice<UInt8>, _ careOfAddress: IPv6Address, _ homeAddress: IPv6Address,
        by association: MobilitySecurityAssociation
    ) -> [UInt8] {
        var covered = Array(header)
        for index in Self.checksum { covered[index] = 0 }
        let parts = [careOfAddress.octets, homeAddress.octets, covered]
        return Array(authenticator.hmacSHA1(key: association.key, over: parts).prefix(Self.authenticatorLength))
    }
}
