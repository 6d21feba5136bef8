/// A configuration in the making: takes line after line, each in the mode that the lines before it led to.
struct ConfigurationEditor: Sendable {
    /// What the lines so far made.
    var configuration: Configuration
    /// Where the next line belongs.
    var path = ModePath.global

    /// A line, understood.
    struct Resolution {
        /// The mode that it belongs to: the current one, or one around it.
        let path: ModePath
        /// What it says.
        let match: CommandTree<ConfigurationSchema.Command>.Match
    }

    /// Understands a line. It belongs to the current mode if it is a whole line there, else to the nearest mode around
    /// it where it is one. If it is none anywhere, the mode that understood most of it tells what is wrong. An
    /// abbreviation that is ambiguous in a mode is an error there.
    static func resolve(_ line: CommandText, at path: ModePath) throws(CommandFailure) -> Resolution {
        var failures: [CommandFailure] = []
        for path in path.outwards {
            do {
                return Resolution(path: path, match: try ConfigurationSchema.tree(of: path.mode).match(line))
            } catch {
                failures.append(error)
                if error.kind == .ambiguous { break }
            }
        }
        throw failures.max { ($0.offset ?? 0) < ($1.offset ?? 0) } ?? CommandFailure(.invalid, at: 0)
    }

    /// Sets or removes what a line says; on failure nothing has changed. A line that does neither changes nothing.
    mutating func edit(_ resolution: Resolution) throws(CommandFailure) {
        switch resolution.match.payload {
        case .set(let line): try set(line, resolution)
        case .remove(let line): try remove(line, resolution)
        case .reset(let line): try reset(line, resolution)
        case .exit, .end, .execute: break
        }
    }

    /// Does what a line says; on failure nothing has changed.
    mutating func set(_ line: SchemaLine, _ resolution: Resolution) throws(CommandFailure) {
        let arguments = resolution.match.arguments
        do {
            try line.set(&configuration, resolution.path.keys, arguments)
        } catch {
            throw CommandFailure(error, resolution)
        }
        path = line.opens.map { resolution.path.opening($0, key: line.key(arguments)) } ?? resolution.path
    }

    /// Takes back what a line says; on failure nothing has changed.
    mutating func remove(_ line: SchemaLine, _ resolution: Resolution) throws(CommandFailure) {
        do throws(Refusal) {
            guard try line.remove(&configuration, resolution.path.keys, resolution.match.arguments) else {
                throw Refusal("There is no such line to remove.")
            }
        } catch {
            throw CommandFailure(error, resolution)
        }
        path = resolution.path
    }

    /// Gives what a line says its default; on failure nothing has changed.
    mutating func reset(_ line: SchemaLine, _ resolution: Resolution) throws(CommandFailure) {
        do {
            try line.reset(&configuration, resolution.path.keys, resolution.match.arguments)
        } catch {
            throw CommandFailure(error, resolution)
        }
        path = resolution.path
    }

    /// `exit`.
    mutating func leave(_ resolution: Resolution) {
        path = resolution.path.parent ?? .global
    }
}

extension CommandFailure {
    /// What a refusal means for a line.
    init(_ refusal: Refusal, _ resolution: ConfigurationEditor.Resolution) {
        self.init(
            .refused, at: refusal.argument.flatMap { resolution.match.arguments.offset(named: $0) },
            reason: refusal.reason)
        secrets = resolution.match.secrets
    }
}
