import Core
import Logging

/// Writes the observations that an operator wants to read as log lines.
///
/// Bindings that come and go, and what went wrong, are `notice` or above; single messages are `debug`.
struct ObservationLog {
    let log: BoundedLog

    func record(_ observation: Observation) {
        switch observation {
        case .bindingCreated(let binding):
            log.write(.notice, "%MIPV6-5-REGISTERED: \(Self.describe(binding))")
        case .bindingUpdated(let binding):
            log.write(.info, "%MIPV6-6-UPDATED: \(Self.describe(binding))")
        case .bindingEnded(let binding, let reason):
            log.write(.notice, "%MIPV6-5-UNBOUND: home address \(binding.homeAddress) \(Self.describe(reason))")
        case .duplicateAddressDetected(let target):
            log.write(.warning, "%MIPV6-4-DUPLICATE: \(target.address) is in use on its home link")
        case .forwardingFailed(let homeAddress, let result):
            log.write(.error, "%MIPV6-3-FORWARDING: no tunnel for \(homeAddress): \(Self.describe(result))")
        case .routerAdvertisementContradicted(let contradictions, let router, let interface):
            let others = contradictions.map(\.rawValue).joined(separator: ", ")
            log.write(.warning, "%IPV6_ND-4-CONFLICT: \(router) on \(interface) advertises otherwise: \(others)")
        case .filterMatched(let match) where match.verdict.log != nil:
            log.write(.info, "%IPV6_ACL-6-ACCESSLOG: \(Self.describe(match))")
        case .bindingAcknowledgementSent(let status, let request) where !status.isAccepted:
            log.write(
                .info,
                "%MIPV6-6-REFUSED: home address \(request.homeAddress), care-of address \(request.careOfAddress): \(status)"
            )
        default:
            log.write(.debug, "%MIPV6-7-EVENT: \(observation)")
        }
    }

    private static func describe(_ binding: Binding) -> String {
        """
        home address \(binding.homeAddress) at care-of address \(binding.careOfAddress) \
        for \(binding.lifetime) s, sequence number \(binding.sequenceNumber)
        """
    }

    /// `list ROAM/10 denied 135 2001:db8:1::100 -> 2001:db8:2::100, 1 packet`.
    private static func describe(_ match: FilterMatch) -> String {
        let number = if case .entry(let sequence) = match.verdict.line { "/\(sequence)" } else { "" }
        let action = match.verdict.action == .permit ? "permitted" : "denied"
        let input = match.verdict.log == .withInput ? Self.describeInput(of: match) : ""
        return """
            list \(match.filter.name)\(number) \(action) \(match.upperLayerProtocol.rawValue) \
            \(match.source)\(input) -> \(match.destination?.description ?? "any"), 1 packet
            """
    }

    /// ` (wan0 02:00:00:00:01:00)`.
    private static func describeInput(of match: FilterMatch) -> String {
        let parts = [match.interface, match.linkLayerSource?.description].compactMap(\.self)
        return parts.isEmpty ? "" : " (\(parts.joined(separator: " ")))"
    }

    private static func describe(_ reason: BindingEnd) -> String {
        switch reason {
        case .deregistered: "de-registered"
        case .expired: "expired"
        case .cleared: "was cleared by an operator"
        case .homeLinkWithdrawn: "has no home link here any more"
        }
    }

    private static func describe(_ result: ForwardingResult) -> String {
        switch result {
        case .installed: "installed"
        case .full: "the table of bindings is full"
        case .failed(let reason): reason
        }
    }
}
