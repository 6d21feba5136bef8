import CNetlinkRoute
import Core
import Glibc

/// The kernel's tables of IPsec.
final class IPsecKernel {
    /// `nil` where the kernel has no IPsec.
    private let socket: NetlinkSocket?
    private var isProbed = false

    init() {
        socket = try? NetlinkSocket(to: NETLINK_XFRM)
    }

    /// Why nothing can be protected here; `nil` if it can. The kernel is asked by an association that is removed at
    /// once, until it says yes: without ESP it would take policies all the same.
    var absence: String? {
        guard !isProbed else { return nil }
        guard let socket else { return "this kernel has no IPsec (module xfrm_user)" }
        do throws(NetlinkError) {
            try? socket.change(.remove(SecurityAssociation.probe.key))
            try socket.change(.add(SecurityAssociation.probe))
            try socket.change(.remove(SecurityAssociation.probe.key))
        } catch {
            switch error.code {
            case EPROTONOSUPPORT: return "this kernel has no ESP for IPv6 (module esp6)"
            case ENOSYS: return "this kernel has no AES-CBC with HMAC-SHA-256 (modules cbc, hmac and authenc)"
            default: return "this kernel refuses ESP: \(error.reason)"
            }
        }
        isProbed = true
        return nil
    }

    /// Makes a change.
    ///
    /// - Parameter harmless: Numbers of `errno` that say that there was nothing to do.
    /// - Returns: Why it could not be made; `nil` if it was.
    func change(_ request: consuming NetlinkRequest, unless harmless: Set<Int32> = []) -> String? {
        guard let socket else { return absence }
        do throws(NetlinkError) {
            try socket.change(request)
        } catch {
            return harmless.contains(error.code) ? nil : "\(error)"
        }
        return nil
    }

    /// Removes what a daemon left that was killed: associations whose keys are written down, and all policies.
    func removeWhatWasLeft() {
        guard socket != nil else { return }
        for association in (try? Self.associations()) ?? [] where association.request_identifier == IPsecMark.manual {
            let key = SecurityAssociation.Key(
                destination: IPv6Address(association.destination),
                securityParameterIndex: association.security_parameter_index)
            _ = change(.remove(key))
        }
        for policy in (try? Self.policies()) ?? [] {
            let identifier = policy.request_identifier
            guard identifier == IPsecMark.manual || IPsecMark.number(ofNegotiated: identifier) != nil else { continue }
            _ = change(.remove(policy))
        }
    }

    /// Every association of ESP for IPv6.
    static func associations() throws(NetlinkError) -> [haos_xfrm_state] {
        try unsafe all(.dumpAssociations()) { header in
            var state = haos_xfrm_state()
            return unsafe haos_xfrm_read_state(header, &state) != 0 ? state : nil
        }
    }

    private static func policies() throws(NetlinkError) -> [haos_xfrm_policy] {
        try unsafe all(.dumpPolicies()) { header in
            var policy = haos_xfrm_policy()
            return unsafe haos_xfrm_read_policy(header, &policy) != 0 ? policy : nil
        }
    }

    static func all<Element>(
        _ request: consuming NetlinkRequest, read: @escaping NetlinkDump<Element>.Reader
    ) throws(NetlinkError) -> [Element] {
        let dump = try unsafe NetlinkDump(request, of: NETLINK_XFRM, read: read)
        var elements: [Element] = []
        while let piece = try dump.next() { elements += piece }
        return elements
    }
}

extension SecurityAssociation {
    /// From this node to itself, with keys that are nobody's.
    fileprivate static let probe = SecurityAssociation(
        homeAddress: .loopback, homeAgentAddress: .loopback, isToHomeAgent: true, isTunnel: false,
        payload: EncapsulatingSecurityPayload(
            securityParameterIndex: 0x4841_4f53,
            transform: .cipherBlockChaining(encryption: .random(octets: 16), integrity: .random(octets: 32))),
        mark: 0)
}

extension SecretKey {
    fileprivate static func random(octets count: Int) -> SecretKey {
        SecretKey(octets: (0..<count).map { _ in .random(in: .min ... .max) })
    }
}
