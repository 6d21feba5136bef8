import Core

/// Commands that look whether something can be reached, and how.
enum ProbeCommands {
    static let all = [ping, traceroute]

    private static let address = Parameter("destination", .address, "An address")
    private static let name = Parameter("name", .hostName, "A name that stands for one")
    private static let count = Parameter<UInt32>("count", .number(1...2_147_483_647), "Number of packets")
    private static let size = Parameter<UInt32>(
        "size", .number(48...18_024), "Octets of a packet, all headers included")
    private static let timeout = Parameter<UInt32>("timeout", .number(1...3600), "Seconds")
    private static let probes = Parameter<UInt32>("probes", .number(1...100), "Number of packets")
    private static let minimum = Parameter<UInt8>("minimum", .number(1...UInt8.max), "Hops of the first packet")
    private static let maximum = Parameter<UInt8>("maximum", .number(1...UInt8.max), "Hops of the last packet")
    private static let sourceAddress = Parameter("source address", .address, "An address of this node")
    private static let sourceInterface = Parameter(
        "source interface", .interfaceName, "An interface", suggestions: .interface)

    private static let target: [Grammar] = [
        .optional([Words.ipv6]), .choice([[.value(address)], [.value(name)]]),
    ]
    private static let source: [Grammar] = [
        .word("source", "Where packets come from"), .choice([[.value(sourceAddress)], [.value(sourceInterface)]]),
    ]
    private static let waiting: [Grammar] = [.word("timeout", "How long to wait for an answer"), .value(timeout)]

    private static let ping = ExecCommand(
        [.word("ping", "See whether something can be reached")] + target + [
            .anyOrder([
                [.word("repeat", "How often"), .value(count)], [.word("size", "How much"), .value(size)], waiting,
                source,
            ]), OutputModifier.grammar,
        ], .user
    ) { (_, router, arguments) throws(CommandFailure) in
        var settings = PingSettings(target: try target(arguments))
        settings.hasSource = source(arguments) != nil
        settings.count = arguments[count] ?? settings.count
        settings.size = arguments[size].map { Int($0) } ?? settings.size
        settings.timeout = arguments[timeout] ?? settings.timeout
        return try output(to: settings.target, router, arguments) { PingRun(settings, $0) }
    }

    private static let traceroute = ExecCommand(
        [.word("traceroute", "See which way packets go")] + target + [
            .anyOrder([
                source, [.word("probe", "Packets a hop"), .value(probes)],
                [.word("ttl", "Hops to look at"), .value(minimum), .value(maximum)], waiting,
            ]), OutputModifier.grammar,
        ], .user
    ) { (_, router, arguments) throws(CommandFailure) in
        var settings = TracerouteSettings(target: try target(arguments))
        settings.minimum = arguments[minimum] ?? settings.minimum
        settings.maximum = arguments[maximum] ?? settings.maximum
        settings.probes = arguments[probes] ?? settings.probes
        settings.timeout = arguments[timeout] ?? settings.timeout
        guard settings.minimum <= settings.maximum else {
            throw CommandFailure(
                .refused, at: arguments.offset(named: maximum.key.name), reason: "There are no hops in between.")
        }
        return try output(to: settings.target, router, arguments) { TracerouteRun(settings, $0) }
    }

    private static func target(_ arguments: Arguments) throws(CommandFailure) -> ProbeTarget {
        if let address = arguments[address] { return .address(address) }
        guard let name = arguments[name] else { throw CommandFailure(.incomplete) }
        return .name(name)
    }

    private static func source(_ arguments: Arguments) -> ProbeSource? {
        arguments[sourceAddress].map { .address($0) } ?? arguments[sourceInterface].map { .interface($0) }
    }

    /// What a run prints, once probes can be sent.
    private static func output<Run: ProbeRun>(
        to target: ProbeTarget, _ router: any ManagedRouter, _ arguments: Arguments,
        _ makeRun: @escaping (ProbePath) -> Run
    ) throws(CommandFailure) -> CommandOutput {
        let prober = try CommandFailure.refusing { () throws(Refusal) in
            try router.prober(to: target, from: source(arguments))
        }
        let opening = ProbeOpening(prober)
        var output = CommandOutput(opening)
        output.continuation = .proceed { (_, _) throws(CommandFailure) in
            guard let path = try opening.path() else { return .none }
            return OutputModifier.output(arguments) { isJSON in
                CommandOutput(ProbeOutput(prober, makeRun(path), isJSON: isJSON))
            }
        }
        return output
    }
}
