/// What takes time for each line of a configuration is done some lines a turn: packets go first.
extension CommandOutput {
    /// What goes on with a configuration that was read.
    typealias Reader = (inout CommandSession, any ManagedRouter, Configuration) throws(CommandFailure) -> CommandOutput
    /// What goes on with the text of a configuration.
    typealias Writer = (inout CommandSession, any ManagedRouter, [UInt8]) throws(CommandFailure) -> CommandOutput

    /// What goes on with a configuration that was read, or with the errors in it.
    typealias Attempt =
        (inout CommandSession, any ManagedRouter, Result<Configuration, ConfigurationFileError>)
        throws(CommandFailure) -> CommandOutput

    /// Reads what is configured somewhere.
    ///
    /// - Parameters:
    ///   - base: What the lines are added to.
    ///   - then: What is done with it. It is not called if there is nothing, or if there is an error in it.
    static func reading(
        _ location: ConfigurationLocation, of router: any ManagedRouter, into base: Configuration = Configuration(),
        then: @escaping Reader
    ) throws(CommandFailure) -> CommandOutput {
        guard case .stored(let file) = location else {
            return .proceed { (session, router) throws(CommandFailure) in
                try then(&session, router, router.configuration)
            }
        }
        return reading(try location.octets(of: file, router), named: location.description, into: base, then: then)
    }

    /// Reads what is configured in a file.
    static func reading(
        _ octets: [UInt8], named name: String, into base: Configuration = Configuration(), then: @escaping Reader
    ) -> CommandOutput {
        trying(octets, into: base) { (session, router, result) throws(CommandFailure) in
            switch result {
            case .success(let configuration): return try then(&session, router, configuration)
            case .failure(let error): throw CommandFailure(error, in: name)
            }
        }
    }

    /// Reads what is configured in a file, and goes on also if there is an error in it.
    static func trying(
        _ octets: [UInt8], into base: Configuration = Configuration(), then: @escaping Attempt
    ) -> CommandOutput {
        var reading = ConfigurationReading(octets, into: base)
        return working({ reading.read(lines: $0) }) { (session, router) throws(CommandFailure) in
            try then(&session, router, reading.result)
        }
    }

    /// Makes the text of a configuration, keys in clear.
    static func printing(_ configuration: Configuration, then: @escaping Writer) -> CommandOutput {
        var writing = ConfigurationWriting(configuration)
        return working({ writing.write(lines: $0) }) { (session, router) throws(CommandFailure) in
            try then(&session, router, writing.octets)
        }
    }

    /// Compares two configurations.
    static func comparing(
        _ former: Configuration, _ new: Configuration,
        then: @escaping (ConfigurationDifference) -> CommandOutput
    ) -> CommandOutput {
        var comparison = ConfigurationComparison(from: former, to: new)
        return working({ comparison.compare(lines: $0) }) { _, _ in then(comparison.difference) }
    }

    /// Works, so many lines a turn, as long as there is more to do, and then goes on.
    private static func working(_ work: @escaping (_ lines: Int) -> Bool, then: @escaping Step) -> CommandOutput {
        var output = CommandOutput(pieces: AnyIterator { work(ConfigurationKeeper.pace) ? "" : nil })
        output.continuation = .proceed(then)
        return output
    }
}
