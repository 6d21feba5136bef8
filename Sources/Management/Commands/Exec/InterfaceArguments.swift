/// The ways to say which interface is meant.
enum InterfaceArguments {
    /// Refuses the name of an interface that the machine does not have and the configuration does not name.
    static func requireInterface(
        _ parameter: Parameter<InterfaceName>, _ arguments: Arguments, on router: any ManagedRouter
    ) throws(CommandFailure) {
        guard let name = arguments[parameter], router.configuration.interfaces[name] == nil,
            !router.interfaceNames.contains(name.text)
        else { return }
        throw CommandFailure(
            .refused, at: arguments.offset(named: parameter.key.name), reason: "There is no interface \(name).")
    }
}
