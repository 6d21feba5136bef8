/// `show running-config`: all of it, with what nobody configured too, or one interface.
enum RunningConfigurationCommands {
    static let all = [running]

    private static let isWhole = Key<Bool>("all")
    private static let interface = Parameter(
        "interface", .interfaceName, "Name of the interface", suggestions: .interface)

    private static let running = ShowCommands.show(
        [
            .word("running-config", "Configuration in force, without keys"),
            .optional([
                .choice([
                    [.word("all", "With settings that have their default", says: isWhole, true)],
                    [.word("full", "The whole configuration, as without this word")],
                    [.word("interface", "One interface"), .value(interface)],
                ])
            ]),
        ], .privileged
    ) { (router, arguments) throws(CommandFailure) in
        let configuration = router.configuration
        guard let name = arguments[interface] else {
            return ConfigurationReport(configuration, isWhole: arguments[isWhole] == true)
        }
        guard configuration.interfaces[name] != nil else {
            throw CommandFailure(
                .refused, at: arguments.offset(named: interface.key.name), reason: "\(name) is not configured.")
        }
        return ConfigurationReport(configuration, section: "interface \(name)")
    }
}
