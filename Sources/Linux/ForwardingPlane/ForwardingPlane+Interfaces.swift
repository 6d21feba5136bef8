import CBPF
import Core

extension ForwardingPlane {
    /// The interfaces that programs are attached to.
    public var attachedInterfaces: Set<InterfaceIndex> { Set(interfaces.keys) }

    /// Attaches the programs for `kind` to an interface, or tells them of a new link-layer address.
    ///
    /// - Throws: when the kernel refuses; the interface has no programs then.
    public func attach(to index: InterfaceIndex, kind: ForwardingInterfaceKind) throws(ForwardingPlaneError) {
        let former = interfaces[index]
        guard former?.kind != kind else { return }
        if let former, former.kind.egressProgramName != kind.egressProgramName { detach(from: index) }
        do throws(ForwardingPlaneError) {
            try describe(index, kind)
            if interfaces[index] != nil {
                interfaces[index]?.kind = kind
            } else {
                interfaces[index] = Interface(kind: kind, attachment: try attachment(to: index, kind: kind))
            }
        } catch {
            detach(from: index)
            throw error
        }
    }

    /// Takes the programs away from an interface, which may be gone already.
    public func detach(from index: InterfaceIndex) {
        interfaces.removeValue(forKey: index)?.attachment.end()
        interfaceMap.remove(index.rawValue)
    }

    /// Copies messages of router discovery to the daemon from exactly these interfaces, once they are attached.
    public func setRouterMessages(_ wanted: [InterfaceIndex: RouterMessages]) throws(ForwardingPlaneError) {
        let former = routerMessages
        routerMessages = wanted
        for index in Set(wanted.keys).union(former.keys) where wanted[index] != former[index] {
            guard let interface = interfaces[index] else { continue }
            try describe(index, interface.kind)
        }
    }

    private func attachment(
        to index: InterfaceIndex, kind: ForwardingInterfaceKind
    ) throws(ForwardingPlaneError) -> ForwardingAttachment {
        try ForwardingAttachment(ForwardingPrograms(for: kind, in: self), to: index, by: method)
    }

    private func describe(_ index: InterfaceIndex, _ kind: ForwardingInterfaceKind) throws(ForwardingPlaneError) {
        let value = haos_interface(kind, copying: routerMessages[index] ?? [])
        try check("describing interface \(index.rawValue)", interfaceMap.set(value, for: index.rawValue))
    }
}
