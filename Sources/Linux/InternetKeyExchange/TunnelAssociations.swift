import CNetlinkRoute
import Core
import Glibc

/// The associations of tunnels that strongSwan has negotiated. They have a care-of address as one end, and would have to
/// follow every handover; here they get the home address instead, and stay.
///
/// What leads to a mobile node is told from others by that address, and strongSwan by it: it gets a copy, and only the copy
/// is ever used. What leads to a home agent keeps its place, and gets another source if that is this node's.
public final class TunnelAssociations {
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
    /// Called with what a home address of this node may be sent through its tunnel by, whenever that may have changed.
    public var arrivalsChanged: (IPv6Address, Set<ProtectedArrival>) -> Void = { _, _ in }

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

    /// Looks after the associations of `nodes`, and removes what was negotiated for others.
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
        case Int32(XFRM_MSG_NEWSA), Int32(XFRM_MSG_UPDSA): if unsafe settle(header) { audit() }
        case Int32(XFRM_MSG_DELSA), Int32(XFRM_MSG_EXPIRE), Int32(XFRM_MSG_FLUSHSA): auditSoon()
        default: break
        }
    }

    /// Many take longer to look through.
    private func auditSoon() {
        guard timer?.deadline == nil else { return }
        timer?.deadline = MonotonicClock.now() + max(Self.patience, .microseconds(100 * homeAddresses.count))
    }

    /// Gives the association that a message tells of its end.
    ///
    /// - Returns: Whether something may come to this node by another one now.
    private func settle(_ header: UnsafeMutablePointer<nlmsghdr>) -> Bool {
        var state = haos_xfrm_state()
        guard unsafe haos_xfrm_read_state(header, &state) != 0, var settled = settledForm(of: state) else {
            return false
        }
        // One that is not there any more was removed by strongSwan meanwhile.
        if settled.key == state.key, kernel.change(.remove(state.key)) != nil { return false }
        let message = unsafe haos_xfrm_copy_state(header, &settled)
        _ = unsafe kernel.change(
            NetlinkRequest("changing the end of a security association", message), unless: [EEXIST])
        return isOwn(state) && settled.key != state.key
    }

    /// What is to be made of an association of strongSwan's; `nil` if it may stay as it is.
    private func settledForm(of state: haos_xfrm_state) -> haos_xfrm_state? {
        let number = state.request_identifier & IPsecMark.numberMask
        // One that strongSwan is only about to make has no mark yet.
        guard state.request_identifier & ~IPsecMark.numberMask == IPsecMark.negotiatedTunnel, state.mark != 0,
            let homeAddress = homeAddresses[number]
        else { return nil }
        var form = state
        if state.isOutbound != isOwn(state) {
            form.destination = in6_addr(homeAddress)
            form.request_identifier = IPsecMark.copiedTunnel | number
        } else if isOwn(state), IPv6Address(state.source) != homeAddress {
            form.source = in6_addr(homeAddress)
        } else {
            return nil
        }
        return form
    }

    /// Whether an association is of this node's, as a mobile node.
    private func isOwn(_ state: haos_xfrm_state) -> Bool {
        ownNumbers.contains(state.request_identifier & IPsecMark.numberMask)
    }

    /// Looks at all associations: gives those their ends that have others, removes copies without an original, and what was
    /// negotiated for nodes that there are no more.
    private func audit() {
        timer?.deadline = nil
        do throws(NetlinkError) {
            try audit(IPsecKernel.associations())
        } catch {
            auditSoon()
        }
    }

    private func audit(_ associations: [haos_xfrm_state]) throws(NetlinkError) {
        var wanted: Set<SecurityAssociation.Key> = []
        var copies: Set<SecurityAssociation.Key> = []
        var abandoned: [SecurityAssociation.Key] = []
        var arrivals: [UInt32: Set<ProtectedArrival>] = [:]
        for state in associations where state.security_parameter_index != 0 {
            guard let number = IPsecMark.number(ofNegotiated: state.request_identifier) else { continue }
            if homeAddresses[number] == nil {
                abandoned.append(state.key)
            } else if let form = settledForm(of: state) {
                wanted.insert(form.key)
                if isOwn(state), form.key != state.key { arrivals[number, default: []].insert(state.arrival) }
            } else if state.request_identifier == IPsecMark.copiedTunnel | number {
                copies.insert(state.key)
            }
        }
        try settle(wanted.subtracting(copies))
        let orphans = copies.subtracting(wanted)
        for key in abandoned + orphans.intersection(suspects) { _ = kernel.change(.remove(key), unless: [ESRCH]) }
        suspects = orphans.subtracting(suspects)
        if !suspects.isEmpty { auditSoon() }
        for number in ownNumbers {
            if let homeAddress = homeAddresses[number] { arrivalsChanged(homeAddress, arrivals[number] ?? []) }
        }
    }

    /// Makes the associations that are missing out of those that strongSwan has made, whose keys the kernel tells again.
    private func settle(_ missing: Set<SecurityAssociation.Key>) throws(NetlinkError) {
        guard !missing.isEmpty else { return }
        _ = try unsafe IPsecKernel.all(.dumpAssociations()) { [unowned self] header -> Never? in
            var state = haos_xfrm_state()
            if unsafe haos_xfrm_read_state(header, &state) != 0, let form = settledForm(of: state),
                missing.contains(form.key)
            {
                _ = unsafe settle(header)
            }
            return nil
        }
    }
}

extension haos_xfrm_state {
    fileprivate var arrival: ProtectedArrival {
        ProtectedArrival(
            homeAgentAddress: IPv6Address(source), securityParameterIndex: security_parameter_index)
    }
}
