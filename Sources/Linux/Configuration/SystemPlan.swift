import Core

/// What has to change in the kernel for it to be as configured. It only ever removes what bears the daemon's mark.
struct SystemPlan: Equatable {
    /// In the order in which they are to be made.
    var changes: [SystemChange] = []
    var missingInterfaces: Set<String> = []
    /// What cannot be done because somebody else's stands in the way.
    var conflicts: [SystemFailure] = []

    /// - Parameter settled: interfaces that were set up for this configuration before, or down; an operator who sets
    ///   one differently means it.
    init(from kernel: KernelState, to state: SystemState, settled: [InterfaceIndex: Bool]) {
        let view = KernelView(kernel)
        changes += view.unwantedRoutes(state.routes)
        changes += view.unwantedAddresses(state.interfaces)
        // In an order that is always the same: of equal addresses the kernel takes one by age as its source.
        for (name, addresses) in state.interfaces.sorted(by: { $0.key < $1.key }) {
            guard let link = view.links[name] else { continue }
            let isUp = !state.shutDownInterfaces.contains(name)
            if link.isUp != isUp, settled[link.index] != isUp {
                changes.append(.setInterface(link.index, up: isUp, name: name))
            }
            for address in addresses.sorted(by: { $0.address < $1.address }) {
                add(address, to: link, view)
            }
        }
        changes += view.missingRoutes(state.routes)
        missingInterfaces = Set(state.interfaces.keys).union(state.routes.compactMap(\.interface))
            .filter { view.links[$0] == nil }
    }

    private mutating func add(_ address: InterfaceAddress, to link: LinkRecord, _ view: KernelView) {
        guard let present = view.addresses[link.index]?[address.address] else {
            changes.append(.addAddress(address, link.index, name: link.name))
            return
        }
        let length = present.address.prefixLength
        guard length != address.prefixLength else { return }
        if present.isOurs {
            changes.append(.addAddress(address, link.index, name: link.name))
        } else {
            conflicts.append(.addressDiffers(address, interface: link.name, presentLength: length))
        }
    }
}
