import CNetlinkRoute
import Core
import Glibc

/// Copies of the associations that tunnels leave by. strongSwan's have the care-of address as their end, and would have to
/// follow every handover; a copy has the home address, and stays. Only the copy is ever used.
public final class TunnelCopies {
    /// Datagrams of notifications taken per wake-up.
    private static let batchSize = 64
    /// Octets of notifications that may wait in the kernel.
    private static let bufferSize: Int32 = 1 << 20
    /// strongSwan replaces an association whose end has moved, which is no end: so long is waited.
    private static let patience = Duration.seconds(1)

    private let kernel = IPsecKernel()
    private let notifications: NetlinkSocket
    private var registration: Registration?
    private var timer: LoopTimer?
    private var homeAddresses: [UInt32: IPv6Address] = [:]
    /// The numbers of this node's own home addresses, as a mobile node.
    private var ownNumbers: Set<UInt32> = []
    /// Copies whose original was not there when it was looked for last.
    private var suspects: Set<SecurityAssociation.Key> = []

    /// Watches the kernel's associations.
    public init(on loop: EventLoop) throws(NetlinkError) {
        notifications = try NetlinkSocket(to: NETLINK_XFRM)
        try notifications.subscribe(
            to: [Int32(XFRMNLGRP_SA.rawValue), Int32(XFRMNLGRP_EXPIRE.rawValue)], bufferSize: Self.bufferSize)
        timer = loop.makeTimer { [unowned self] _ in audit() }
        do throws(SystemCallError) {
            registration = try loop.register(notifications.descriptor) { [unowned self] _, _ in receive() }
        } catch {
            throw NetlinkError(purpose: "watching security associations", code: error.code, words: nil)
        }
    }

    /// Makes copies for those of `nodes` whose home agent this node is, and removes those of others, with all else that was
    /// negotiated for these.
    public func apply(_ nodes: [NegotiatedNode]) {
        ownNumbers = Set(nodes.filter { $0.role == .mobileNode }.map(\.number))
        homeAddresses = Dictionary(nodes.map { ($0.number, $0.homeAddress) }, uniquingKeysWith: { first, _ in first })
        audit()
    }

    /// Ends watching.
    public func end() {
        registration?.cancel()
        timer?.cancel()
    }

    private func receive() {
        for _ in 0..<Self.batchSize {
            do throws(NetlinkError) {
                guard try unsafe notifications.receivePieceWithoutWaiting(for: "watching security associations", take)
                else { return }
            } catch {
                // Some were lost.
                return auditSoon()
            }
        }
    }

    private func take(_ header: UnsafeMutablePointer<nlmsghdr>) {
        switch unsafe Int32(header.pointee.nlmsg_type) {
        case Int32(XFRM_MSG_NEWSA): unsafe copy(header)
        case Int32(XFRM_MSG_DELSA), Int32(XFRM_MSG_EXPIRE), Int32(XFRM_MSG_FLUSHSA): auditSoon()
        default: break
        }
    }

    private func auditSoon() {
        if timer?.deadline == nil { timer?.deadline = MonotonicClock.now() + Self.patience }
    }

    /// Copies the association that a message tells of, if it is one to be copied and there is no copy.
    private func copy(_ header: UnsafeMutablePointer<nlmsghdr>) {
        var state = haos_xfrm_state()
        guard unsafe haos_xfrm_read_state(header, &state) != 0, let key = copyKey(of: state) else { return }
        var destination = in6_addr(key.destination)
        let identifier = IPsecMark.copiedTunnel | state.request_identifier & IPsecMark.numberMask
        let message = unsafe haos_xfrm_copy_state(header, &destination, identifier, IPsecMark.tunnel)
        _ = unsafe kernel.change(NetlinkRequest("copying a security association", message), unless: [EEXIST])
    }

    /// What tells the copy of an association from others; `nil` for one that is not to be copied.
    private func copyKey(of state: haos_xfrm_state) -> SecurityAssociation.Key? {
        let identifier = state.request_identifier
        guard state.isOutbound, identifier & ~IPsecMark.numberMask == IPsecMark.negotiatedTunnel,
            !ownNumbers.contains(identifier & IPsecMark.numberMask),
            let homeAddress = homeAddresses[identifier & IPsecMark.numberMask]
        else { return nil }
        return .init(destination: homeAddress, securityParameterIndex: state.security_parameter_index)
    }

    /// Looks at all associations: makes the copies that are missing, removes those without an original, and what was
    /// negotiated for nodes that there are no more.
    private func audit() {
        timer?.deadline = nil
        var originals: Set<SecurityAssociation.Key> = []
        var copies: Set<SecurityAssociation.Key> = []
        var abandoned: [SecurityAssociation.Key] = []
        let all = try? unsafe IPsecKernel.all(.dumpAssociations()) { [unowned self] header -> haos_xfrm_state? in
            var state = haos_xfrm_state()
            guard unsafe haos_xfrm_read_state(header, &state) != 0,
                IPsecMark.number(ofNegotiated: state.request_identifier) != nil
            else { return nil }
            if copyKey(of: state) != nil { unsafe copy(header) }
            return state
        }
        for state in all ?? [] where state.security_parameter_index != 0 {
            let kind = state.request_identifier & ~IPsecMark.numberMask
            if homeAddresses[state.request_identifier & IPsecMark.numberMask] == nil {
                abandoned.append(state.key)
            } else if let key = copyKey(of: state) {
                originals.insert(key)
            } else if kind == IPsecMark.copiedTunnel {
                copies.insert(state.key)
            }
        }
        let orphans = copies.subtracting(originals)
        for key in abandoned + orphans.intersection(suspects) { _ = kernel.change(.remove(key), unless: [ESRCH]) }
        suspects = orphans.subtracting(suspects)
        if !suspects.isEmpty { auditSoon() }
    }
}
