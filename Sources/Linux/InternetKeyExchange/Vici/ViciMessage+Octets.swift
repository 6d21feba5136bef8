/// What an octet says that begins an element of a message.
private enum ElementKind: UInt8 {
    case sectionStart = 1
    case sectionEnd
    case keyValue
    case listStart
    case listItem
    case listEnd
}

extension ViciMessage {
    /// Sections within sections that are read; strongSwan's have three.
    static let maximumDepth = 8

    /// The message as it is sent. A name or a value that is longer than may be is cut.
    var octets: [UInt8] {
        var octets: [UInt8] = []
        write(to: &octets)
        return octets
    }

    private func write(to octets: inout [UInt8]) {
        for element in elements {
            switch element.value {
            case .octets(let value): Self.write(element.name, value, to: &octets)
            case .secret(let key): Self.write(element.name, key.octets, to: &octets)
            case .list(let items):
                Self.begin(.listStart, element.name, in: &octets)
                for item in items {
                    octets.append(ElementKind.listItem.rawValue)
                    Self.write(item, to: &octets)
                }
                octets.append(ElementKind.listEnd.rawValue)
            case .section(let message):
                Self.begin(.sectionStart, element.name, in: &octets)
                message.write(to: &octets)
                octets.append(ElementKind.sectionEnd.rawValue)
            }
        }
    }

    private static func write(_ name: String, _ value: [UInt8], to octets: inout [UInt8]) {
        begin(.keyValue, name, in: &octets)
        write(value, to: &octets)
    }

    private static func begin(_ kind: ElementKind, _ name: String, in octets: inout [UInt8]) {
        let name = name.utf8.prefix(Int(UInt8.max))
        octets += [kind.rawValue, UInt8(name.count)]
        octets += name
    }

    private static func write(_ value: [UInt8], to octets: inout [UInt8]) {
        let value = value.prefix(Int(UInt16.max))
        octets += [UInt8(value.count >> 8), UInt8(value.count & 0xff)]
        octets += value
    }
}

extension ViciMessage {
    /// Reads a message.
    ///
    /// - Throws: if it is not whole, or has too many sections within sections.
    init(parsing octets: ArraySlice<UInt8>) throws(ViciError) {
        var reader = ViciReader(octets)
        self = try Self.read(&reader, depth: 0)
    }

    private static func read(_ reader: inout ViciReader, depth: Int) throws(ViciError) -> ViciMessage {
        guard depth <= maximumDepth else { throw .malformed }
        var message = ViciMessage([])
        while !reader.isAtEnd {
            switch ElementKind(rawValue: try reader.octet()) {
            case .sectionStart:
                let name = try reader.name()
                message.append(name, .section(try read(&reader, depth: depth + 1)))
            case .sectionEnd:
                guard depth > 0 else { throw .malformed }
                return message
            case .keyValue:
                let name = try reader.name()
                message.append(name, .octets(try reader.value()))
            case .listStart:
                let name = try reader.name()
                message.append(name, .list(try items(&reader)))
            case .listItem, .listEnd, nil: throw .malformed
            }
        }
        guard depth == 0 else { throw .malformed }
        return message
    }

    private static func items(_ reader: inout ViciReader) throws(ViciError) -> [[UInt8]] {
        var items: [[UInt8]] = []
        while true {
            switch ElementKind(rawValue: try reader.octet()) {
            case .listItem: items.append(try reader.value())
            case .listEnd: return items
            default: throw .malformed
            }
        }
    }
}
