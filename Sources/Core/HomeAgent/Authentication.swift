/// Authentication between mobile node and home agent, as the home agent sees it: by ESP (RFC 6275 section 5.1), which
/// the kernel has seen to, or by the message itself (RFC 4285 section 5.1).
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
        let homeAddress = request.asksForHomeAddress ? .unspecified : request.homeAddress
        let expected = mobilityAuthenticator(request.careOfAddress, homeAddress, association).code(covering: covered)
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
        signed.options.append(
            .authentication(.blank(securityParameterIndex: association.outboundSecurityParameterIndex)))
        return mobilityAuthenticator(request.careOfAddress, request.homeAddress, association)
            .sign(.bindingAcknowledgement(signed))
    }

    private func mobilityAuthenticator(
        _ careOfAddress: IPv6Address, _ homeAddress: IPv6Address, _ association: MobilitySecurityAssociation
    ) -> MobilityAuthenticator {
        MobilityAuthenticator(
            authenticator: authenticator, key: association.key, careOfAddress: careOfAddress, homeAddress: homeAddress)
    }
}
