import CNetlinkRoute
import Core
import Glibc
import Management

extension SecurityAssociationStatus {
    /// The security associations of mobile nodes that the kernel has, by home address.
    ///
    /// - Parameter ownHomeAddresses: those of this node as a mobile node.
    /// - Throws: a refusal that says why the kernel does not tell.
    public static func all(ownHomeAddresses: Set<IPv6Address>) throws(Refusal) -> [SecurityAssociationStatus] {
        let now = UInt64(max(0, time(nil)))
        do throws(NetlinkError) {
            let associations = try IPsecKernel.associations()
            let owners = NegotiatedAssociations.owners(
                of: associations, ownHomeAddresses: ownHomeAddresses)
            return associations.compactMap { SecurityAssociationStatus($0, owners, ownHomeAddresses, at: now) }.sorted {
                ($0.homeAddress, $0.mode.rawValue, $0.direction.rawValue, $0.securityParameterIndex)
                    < ($1.homeAddress, $1.mode.rawValue, $1.direction.rawValue, $1.securityParameterIndex)
            }
        } catch {
            throw Refusal("\(error).")
        }
    }

    /// `nil` for an association of somebody else's, for one that strongSwan is only about to make, and for one in whose place
    /// a copy is used.
    private init?(
        _ state: haos_xfrm_state, _ owners: [UInt32: IPv6Address], _ ownHomeAddresses: Set<IPv6Address>, at now: UInt64
    ) {
        let (source, destination) = (IPv6Address(state.source), IPv6Address(state.destination))
        let isOutbound = state.isOutbound
        let owner = IPsecMark.number(ofNegotiated: state.request_identifier).flatMap { owners[$0] }
        let isOwn = [source, destination, owner ?? source].contains(where: ownHomeAddresses.contains)
        let isToHomeAgent = isOutbound == isOwn
        let keying: Keying
        var homeAddress = isToHomeAgent ? source : destination
        if state.request_identifier == IPsecMark.manual {
            keying = .manual
        } else if IPsecMark.number(ofNegotiated: state.request_identifier) != nil {
            let isOriginal = state.request_identifier & ~IPsecMark.numberMask == IPsecMark.negotiatedTunnel
            guard state.security_parameter_index != 0, !isOriginal || isToHomeAgent else { return nil }
            keying = .ikev2
            if !isOwn { homeAddress = owner ?? homeAddress }
        } else {
            return nil
        }
        let integrity = Self.text(state.integrity)
        self.init(
            homeAddress: homeAddress, homeAgentAddress: isToHomeAgent ? destination : source,
            securityParameterIndex: state.security_parameter_index, direction: isOutbound ? .outbound : .inbound,
            mode: state.is_tunnel != 0 ? .tunnel : .transport, keying: keying, encryption: Self.text(state.encryption),
            encryptionKeyLength: state.encryption_key_bits, integrity: integrity.isEmpty ? nil : integrity)
        packets = state.packets
        octets = state.octets
        packetsReplayed = UInt64(state.replayed)
        packetsNotAuthentic = UInt64(state.not_authentic)
        secondsSinceUse = state.last_used == 0 ? nil : now - min(now, state.last_used)
    }

    private static func text<Field>(_ field: Field) -> String {
        unsafe withUnsafeBytes(of: field) { unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
