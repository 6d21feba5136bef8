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
            return try IPsecKernel.associations().compactMap {
                SecurityAssociationStatus($0, ownHomeAddresses, at: now)
            }.sorted {
                ($0.homeAddress, $0.mode.rawValue, $0.direction.rawValue, $0.securityParameterIndex)
                    < ($1.homeAddress, $1.mode.rawValue, $1.direction.rawValue, $1.securityParameterIndex)
            }
        } catch {
            throw Refusal("\(error).")
        }
    }

    /// `nil` for an association of somebody else's. What comes in is marked as no packet is that leaves.
    private init?(_ state: haos_xfrm_state, _ ownHomeAddresses: Set<IPv6Address>, at now: UInt64) {
        let keying: Keying
        switch state.request_identifier {
        case IPsecMark.manual: keying = .manual
        case IPsecMark.negotiated: keying = .ikev2
        default: return nil
        }
        let isOutbound = state.mark & IPsecMark.outboundMask == IPsecMark.transport & IPsecMark.outboundMask
        let (source, destination) = (IPv6Address(state.source), IPv6Address(state.destination))
        let isOwn = ownHomeAddresses.contains(source) || ownHomeAddresses.contains(destination)
        let isToHomeAgent = isOutbound == isOwn
        let integrity = Self.text(state.integrity)
        self.init(
            homeAddress: isToHomeAgent ? source : destination, homeAgentAddress: isToHomeAgent ? destination : source,
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
