import CNetlinkRoute
import Core
import Glibc

/// Keeps the kernel's IPsec as it is configured, in the network namespace of the thread that made it: the security
/// associations of mobile nodes, and what has to be under ESP.
///
/// What a killed daemon left is known by its numbers (`IPsecMark`) and removed at the start; what others have made is
/// left alone. A handover changes nothing here.
public final class IPsecConfigurator {
    private let kernel = IPsecKernel()
    private let way = ProtectedWay()
    private var nodes: [IPv6Address: ProtectedNode] = [:]
    private var numbers = NodeNumbers()
    /// What the kernel has.
    private var associations: [SecurityAssociation.Key: SecurityAssociation] = [:]
    private var policies: Set<SecurityPolicy> = []
    /// The tunnels of which something is to be protected, and the policies that the kernel has for each.
    private var tunnels: [IPv6Address: ProtectedTunnel] = [:]

    /// Removes what a daemon left that was killed.
    public init() {
        way.end()
        kernel.removeWhatWasLeft()
        for (number, homeAddress) in NegotiatedAssociations.owners() { numbers.remember(number, of: homeAddress) }
    }

    /// Why nothing can be protected here; `nil` if it can.
    public var absence: String? { kernel.absence }

    /// Makes `nodes` the ones that speak ESP with this home agent. What has to be protected is said first.
    ///
    /// - Returns: What could not be done, in words; it is tried again the next time.
    public func apply(_ nodes: [ProtectedNode]) -> [String] {
        if !nodes.isEmpty, let absence { return [absence] }
        self.nodes = Dictionary(nodes.map { ($0.homeAddress, $0) }, uniquingKeysWith: { first, _ in first })
        var failures = numbers.keep(Set(self.nodes.keys)) ? [] : ["there are more mobile nodes than can be protected"]
        let wantedPolicies = Set(self.nodes.values.flatMap { $0.policies(identifiers(of: $0)) })
        failures += change(&policies, to: wantedPolicies)
        failures += changeAssociations()
        for (homeAddress, tunnel) in tunnels {
            tunnels[homeAddress]?.policies = tunnel.policies
            failures += changeTunnel(of: homeAddress)
        }
        return failures
    }

    /// Leads what is under ESP to an interface, or nowhere.
    ///
    /// - Returns: What could not be done, in words.
    public func lead(to interface: InterfaceIndex?) -> [String] { way.lead(to: interface) }

    /// What packets are marked with that come by a mobile node's associations; 0 if it has none.
    public func inboundMark(of homeAddress: IPv6Address) -> UInt32 { numbers.mark(of: homeAddress) ?? 0 }

    /// Whose associations mark packets so.
    func homeAddress(ofMark mark: UInt32) -> IPv6Address? { numbers.homeAddress(ofMark: mark) }

    /// The mobile nodes that strongSwan is to negotiate with.
    public var negotiatedNodes: [NegotiatedNode] {
        nodes.values.compactMap { node in
            guard let exchange = node.exchange, !node.homeAgentAddresses.isEmpty,
                let number = numbers.number(of: node.homeAddress)
            else { return nil }
            return NegotiatedNode(
                homeAddress: node.homeAddress, homeAgentAddresses: node.homeAgentAddresses, exchange: exchange,
                protection: node.configuration.tunnelProtection, number: number,
                role: node.role)
        }
    }

    /// Has the kernel protect what is to be protected of a tunnel, before packets go through it.
    ///
    /// - Returns: Why it can not; `nil` if all is well.
    public func protect(
        _ protection: TunnelProtection, ofTunnelTo homeAgent: IPv6Address, homeAddress: IPv6Address
    ) -> String? {
        if let absence { return absence }
        guard nodes[homeAddress] != nil else { return "nothing is configured to protect \(homeAddress) by" }
        tunnels[homeAddress] = ProtectedTunnel(
            homeAgentAddress: homeAgent, protection: protection, policies: tunnels[homeAddress]?.policies ?? [])
        return changeTunnel(of: homeAddress).first
    }

    /// Whether a home address is this node's own, as a mobile node.
    func isOwn(homeAddress: IPv6Address) -> Bool { nodes[homeAddress]?.role == .mobileNode }

    /// Protects nothing of a tunnel any more.
    public func release(homeAddress: IPv6Address) {
        guard var tunnel = tunnels.removeValue(forKey: homeAddress) else { return }
        _ = change(&tunnel.policies, to: [])
    }

    private func identifiers(of node: ProtectedNode) -> RequestIdentifiers {
        guard node.exchange != nil, let number = numbers.number(of: node.homeAddress) else { return .manual }
        return .negotiated(number)
    }

    private func changeTunnel(of homeAddress: IPv6Address) -> [String] {
        guard var tunnel = tunnels[homeAddress] else { return [] }
        let wanted = nodes[homeAddress].map {
            $0.policies(tunnel.protection, ofTunnelTo: tunnel.homeAgentAddress, identifiers(of: $0))
        }
        let failures = change(&tunnel.policies, to: Set(wanted ?? []))
        tunnels[homeAddress] = tunnel
        return failures
    }

    private func change(_ present: inout Set<SecurityPolicy>, to wanted: Set<SecurityPolicy>) -> [String] {
        var failures: [String] = []
        for policy in wanted.subtracting(present) {
            let failure = kernel.change(.put(policy))
            if failure == nil { present.insert(policy) }
            failures += failure
        }
        // One in its place may have taken its selector over.
        let kept = Set(present.intersection(wanted).map(\.selector))
        for policy in present.subtracting(wanted) {
            if !kept.contains(policy.selector) { failures += kernel.change(.remove(policy), unless: [ENOENT]) }
            present.remove(policy)
        }
        return failures
    }

    private func changeAssociations() -> [String] {
        var failures: [String] = []
        let wanted = wantedAssociations
        for (key, association) in associations where wanted[key] != association {
            failures += kernel.change(.remove(key), unless: [ESRCH])
            associations[key] = nil
        }
        for (key, association) in wanted where associations[key] == nil {
            let failure = kernel.change(.add(association))
            if failure == nil { associations[key] = association }
            failures += failure
        }
        return failures
    }

    private var wantedAssociations: [SecurityAssociation.Key: SecurityAssociation] {
        let all = nodes.values.flatMap { node in
            numbers.mark(of: node.homeAddress).map { node.associations(mark: $0) } ?? []
        }
        return Dictionary(all.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// A tunnel of which something is to be protected, and the policies that the kernel has for it.
private struct ProtectedTunnel {
    var homeAgentAddress: IPv6Address
    var protection: TunnelProtection
    var policies: Set<SecurityPolicy>
}

extension [String] {
    fileprivate static func += (failures: inout [String], failure: String?) {
        if let failure { failures.append(failure) }
    }
}
