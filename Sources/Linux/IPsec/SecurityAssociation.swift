import CNetlinkRoute
import Core

/// A security association of ESP between a mobile node and its home agent, one of which this node is, to be put into the
/// kernel. It is between home address and home agent wherever the mobile node is.
struct SecurityAssociation: Hashable {
    /// What tells it from others in the kernel.
    struct Key: Hashable {
        var destination: IPv6Address
        var securityParameterIndex: UInt32
    }

    var homeAddress: IPv6Address
    var homeAgentAddress: IPv6Address
    /// Whether its packets go to the home agent; else they come from there.
    var isToHomeAgent: Bool
    var isTunnel: Bool
    var payload: EncapsulatingSecurityPayload
    /// What its packets are marked with.
    var mark: UInt32

    var key: Key {
        Key(
            destination: isToHomeAgent ? homeAgentAddress : homeAddress,
            securityParameterIndex: payload.securityParameterIndex)
    }

    /// What it may carry: in transport mode, what goes between its ends; in tunnel mode, what is the mobile node's own.
    /// Without that one node's association could speak for another's home address.
    var kernelForm: haos_xfrm_state {
        var form = haos_xfrm_state()
        form.source = in6_addr(isToHomeAgent ? homeAddress : homeAgentAddress)
        form.destination = in6_addr(key.destination)
        form.is_tunnel = isTunnel ? 1 : 0
        if isToHomeAgent || !isTunnel {
            form.selector_source = form.source
            form.selector_source_length = 128
        }
        if !isToHomeAgent || !isTunnel {
            form.selector_destination = form.destination
            form.selector_destination_length = 128
        }
        form.security_parameter_index = payload.securityParameterIndex
        form.request_identifier = IPsecMark.manual
        form.mark = mark
        return form
    }
}

extension in6_addr {
    /// The address as the kernel has it.
    init(_ address: IPv6Address) {
        self.init()
        let octets = address.rawValue.bigEndian
        unsafe withUnsafeMutableBytes(of: &self) { unsafe $0.storeBytes(of: octets, as: UInt128.self) }
    }
}
