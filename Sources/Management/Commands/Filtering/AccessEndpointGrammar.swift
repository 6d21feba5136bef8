import Core

/// One end of an access list's rule: how it is written, and what it says.
struct AccessEndpointGrammar: Sendable {
    /// How ports are compared.
    private enum Operator: Equatable {
        case equal, notEqual, greaterThan, lessThan, range
    }

    private let host: Parameter<IPv6Address>
    private let prefix: Parameter<IPv6Prefix>
    private let comparison: Key<Operator>
    private let port: Parameter<UInt16>
    private let lastPort: Parameter<UInt16>

    /// The end of a name: source or destination.
    init(_ name: String) {
        host = Parameter("\(name) host", .address, "The \(name) address")
        prefix = Parameter("\(name) prefix", .maskedPrefix, "What the \(name) address begins with")
        comparison = Key("\(name) comparison")
        port = Parameter("\(name) port", .number(0...UInt16.max), "Port number")
        lastPort = Parameter("last \(name) port", .number(0...UInt16.max), "Port number")
    }

    /// Its addresses.
    var addresses: [Grammar] {
        [
            .choice([
                [.word("host", "One address"), .value(host)], [.value(prefix)], [.word("any", "Every address")],
            ])
        ]
    }

    /// Its ports, which may have names, or nothing.
    func ports(_ names: [(word: String, value: UInt16)]) -> [Grammar] {
        let number = FilterGrammar.named(names, "Port", says: port)
        let last = FilterGrammar.named(names, "Port", says: lastPort)
        return [
            .optional([
                .choice([
                    [.word("eq", "This port", says: comparison, .equal), number],
                    [.word("neq", "Every port but this", says: comparison, .notEqual), number],
                    [.word("gt", "Ports of greater numbers", says: comparison, .greaterThan), number],
                    [.word("lt", "Ports of lower numbers", says: comparison, .lessThan), number],
                    [.word("range", "Ports from one to another", says: comparison, .range), number, last],
                ])
            ])
        ]
    }

    /// What an end says.
    func say(_ end: AccessEndpoint) -> Arguments {
        var arguments = Arguments()
        switch end.prefix.length {
        case 0: break
        case 128: arguments.append(host(end.prefix.address))
        default: arguments.append(prefix(end.prefix))
        }
        switch end.ports {
        case nil: break
        case .equal(let number): arguments.append(contentsOf: Arguments(comparison(.equal), port(number)))
        case .notEqual(let number): arguments.append(contentsOf: Arguments(comparison(.notEqual), port(number)))
        case .greaterThan(let number):
            arguments.append(contentsOf: Arguments(comparison(.greaterThan), port(number)))
        case .lessThan(let number): arguments.append(contentsOf: Arguments(comparison(.lessThan), port(number)))
        case .range(let range):
            arguments.append(
                contentsOf: Arguments(comparison(.range), port(range.lowerBound), lastPort(range.upperBound)))
        }
        return arguments
    }

    /// The end that a line says.
    func hear(_ arguments: Arguments) throws(Refusal) -> AccessEndpoint {
        let prefix = arguments[host].map { IPv6Prefix($0) } ?? arguments[prefix] ?? AccessEndpoint.any.prefix
        return AccessEndpoint(prefix, ports: try hearPorts(arguments))
    }

    private func hearPorts(_ arguments: Arguments) throws(Refusal) -> PortMatch? {
        guard let comparison = arguments[comparison] else { return nil }
        let number = try arguments.required(port)
        switch comparison {
        case .equal: return .equal(number)
        case .notEqual: return .notEqual(number)
        case .greaterThan:
            guard number < .max else { throw Refusal(port, "No port is greater than \(number).") }
            return .greaterThan(number)
        case .lessThan:
            guard number > 0 else { throw Refusal(port, "No port is lower than 0.") }
            return .lessThan(number)
        case .range:
            let last = try arguments.required(lastPort)
            guard number <= last else { throw Refusal(lastPort, "\(last) is lower than \(number).") }
            return .range(number...last)
        }
    }
}
