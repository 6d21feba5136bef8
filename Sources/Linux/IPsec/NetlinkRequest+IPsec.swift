import CNetlinkRoute
import Core

extension NetlinkRequest {
    /// Adds an association; EEXIST if there is one of its key.
    static func add(_ association: SecurityAssociation) -> NetlinkRequest {
        var form = association.kernelForm
        let message = unsafe haos_xfrm_new_state(&form)
        switch association.payload.transform {
        case .cipherBlockChaining(let encryption, let integrity):
            unsafe put("cbc(aes)", encryption, as: XFRMA_ALG_CRYPT, in: message)
            unsafe put("hmac(sha256)", integrity, as: XFRMA_ALG_AUTH_TRUNC, in: message)
        case .galoisCounterMode(let key):
            unsafe put("rfc4106(gcm(aes))", key, as: XFRMA_ALG_AEAD, in: message)
        case .authenticationOnly(let integrity):
            unsafe put("ecb(cipher_null)", SecretKey(octets: []), as: XFRMA_ALG_CRYPT, in: message)
            unsafe put("hmac(sha256)", integrity, as: XFRMA_ALG_AUTH_TRUNC, in: message)
        }
        return unsafe NetlinkRequest("adding the security association \(association.description)", message)
    }

    /// The ICV has 16 octets in every transform that there is.
    private static func put(
        _ name: String, _ key: SecretKey, as attribute: xfrm_attr_type_t, in message: OpaquePointer?
    ) {
        let octets = key.octets
        unsafe haos_xfrm_put_transform(message, Int32(attribute.rawValue), name, octets, octets.count, 16)
    }

    /// Removes an association.
    static func remove(_ key: SecurityAssociation.Key) -> NetlinkRequest {
        var form = haos_xfrm_state()
        form.destination = in6_addr(key.destination)
        form.security_parameter_index = key.securityParameterIndex
        return unsafe NetlinkRequest("removing a security association", haos_xfrm_delete_state(&form))
    }

    /// Adds a policy, or changes the one in its place.
    static func put(_ policy: SecurityPolicy) -> NetlinkRequest {
        var form = policy.kernelForm
        return unsafe NetlinkRequest(
            "adding the security policy \(policy)", haos_xfrm_put_policy(&form))
    }

    /// Removes a policy.
    static func remove(_ policy: SecurityPolicy) -> NetlinkRequest {
        var form = policy.kernelForm
        return unsafe NetlinkRequest(
            "removing the security policy \(policy)",
            haos_xfrm_delete_policy(&form))
    }

    /// Removes a policy that the kernel has told of.
    static func remove(_ policy: haos_xfrm_policy) -> NetlinkRequest {
        var form = policy
        return unsafe NetlinkRequest("removing a security policy", haos_xfrm_delete_policy(&form))
    }

    /// Asks for every security association.
    static func dumpAssociations() -> NetlinkRequest {
        unsafe NetlinkRequest("listing the security associations", haos_xfrm_dump_states())
    }

    /// Asks for every security policy.
    static func dumpPolicies() -> NetlinkRequest {
        unsafe NetlinkRequest("listing the security policies", haos_xfrm_dump_policies())
    }
}

extension SecurityAssociation: CustomStringConvertible {
    /// "1000 (transport, inbound) of 2001:db8:1::100".
    var description: String {
        """
        \(String(payload.securityParameterIndex, radix: 16)) (\(isTunnel ? "tunnel" : "transport"), \
        \(isToHomeAgent ? "to" : "from") the home agent) of \(homeAddress)
        """
    }
}
