/// Where a mobile node is, as a key: bindings of one care-of address are neighbors.
struct BindingLocation: Comparable, Sendable {
    let careOfAddress: IPv6Address
    let homeAddress: IPv6Address

    init(careOfAddress: IPv6Address, homeAddress: IPv6Address) {
        self.careOfAddress = careOfAddress
        self.homeAddress = homeAddress
    }

    init(_ binding: Binding) {
        self.init(careOfAddress: binding.careOfAddress, homeAddress: binding.homeAddress)
    }

    static func < (left: BindingLocation, right: BindingLocation) -> Bool {
        (left.careOfAddress, left.homeAddress) < (right.careOfAddress, right.homeAddress)
    }
}
