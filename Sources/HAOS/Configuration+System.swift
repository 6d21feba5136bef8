import Linux
import Management

extension Configuration {
    /// What it asks of the kernel's interfaces, addresses and routes.
    var systemState: SystemState {
        var state = SystemState()
        for (name, settings) in interfaces {
            state.interfaces[name.text] = Set(settings.interfaceAddresses)
            if name.isVirtual { state.virtualInterfaces.insert(name.text) }
            if settings.isShutDown { state.shutDownInterfaces.insert(name.text) }
        }
        state.routes = Set(
            staticRoutes.map {
                Linux.StaticRoute(prefix: $0.prefix, nextHop: $0.nextHop, interface: $0.interface?.text)
            })
        state.looksUpRoutes = isMobilityEnabled && correspondentNode.isEnabled
        // A home agent that does not forward would take registrations and lose the packets.
        state.isForwarding =
            routesUnicast || isMobilityEnabled && interfaces.values.contains(where: \.isHomeAgentEnabled)
        return state
    }
}
