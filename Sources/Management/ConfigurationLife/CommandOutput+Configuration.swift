/// What takes time for each line of a configuration is done some lines a turn: packets go first.
extension CommandOutput {
    /// What goes on with a configuration that was read.
    typealias Reader = (inout CommandSession, any ManagedRouter, Configuration) throws(CommandFailure) -> CommandOutput
    /// What goes on with the text of a configuration.
    typealias Writer = (inout CommandSession, any ManagedRouter, [UInt8]) throws(CommandFailure) -> CommandOutput

    /// Lines a turn.
    private static let pace = 64

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
        var reading = ConfigurationReading(octets, into: base)
        return working({ reading.read(lines: pace) }) { (session, router) throws(CommandFailure) in
            let configuration: Configuration
            do throws(ConfigurationFileError) {
                configuration = try reading.finish()
            } catch {
                throw CommandFailure(error, in: name)
            }
            return try then(&session, router, configuration)
        }
    }

    /// Makes the text of a configuration, keys in clear.
    static func printing(_ configuration: Configuration, then: @escaping Writer) -> CommandOutput {
        let lines = ConfigurationPrinter(configuration: configuration, secrets: .clear).textLines
        var octets: [UInt8] = []
        return working({
            for _ in 0..<pace {
                guard let line = lines.next() else { return false }
                octets += line.utf8
            }
            return true
        }) { (session, router) throws(CommandFailure) in
            try then(&session, router, octets)
        }
    }

    /// Works, a piece a turn, as long as there is more to do, and then goes on.
    private static func working(_ work: @escaping () -> Bool, then: @escaping Step) -> CommandOutput {
        var output = CommandOutput(pieces: AnyIterator { work() ? "" : nil })
        output.continuation = .proceed(then)
        return output
    }
}
