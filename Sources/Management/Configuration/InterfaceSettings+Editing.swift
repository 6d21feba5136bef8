import Core

extension InterfaceSettings {
    /// `ipv6 address`.
    ///
    /// - Throws: for what no interface can have, and for a second prefix length of one address.
    mutating func add(_ interfaceAddress: InterfaceAddress) throws(Refusal) {
        let address = interfaceAddress.address
        if address.isMulticast || address.isUnspecified || address.isLoopback {
            throw Refusal("\(address) cannot be the address of an interface.")
        }
        if let length = addresses[address], length != interfaceAddress.prefixLength {
            throw Refusal("\(address)/\(length) is configured already; remove it first.")
        }
        addresses[address] = interfaceAddress.prefixLength
    }
}
