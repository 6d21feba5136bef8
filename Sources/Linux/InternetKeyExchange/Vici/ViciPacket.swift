/// A packet of strongSwan's control interface (vici), as its README describes them.
enum ViciPacket: Hashable {
    /// A command.
    case request(String, ViciMessage)
    /// What a command brought.
    case response(ViciMessage)
    /// There is no such command.
    case unknownCommand
    /// Events of a name are wanted.
    case register(String)
    /// Events of a name are wanted no more.
    case unregister(String)
    /// They come from now on, or come no more.
    case confirmed
    /// There are no such events.
    case unknownEvent
    /// Something happened.
    case event(String, ViciMessage)

    /// The longest packet, in octets.
    static let maximumLength = 512 * 1024
    /// Octets before each that say how long it is.
    static let lengthOctets = 4

    /// The packet as it is sent, with its length before it.
    var octets: [UInt8] {
        let packet: [UInt8] =
            switch self {
            case .request(let name, let message): Self.named(0, name) + message.octets
            case .response(let message): [1] + message.octets
            case .unknownCommand: [2]
            case .register(let name): Self.named(3, name)
            case .unregister(let name): Self.named(4, name)
            case .confirmed: [5]
            case .unknownEvent: [6]
            case .event(let name, let message): Self.named(7, name) + message.octets
            }
        return stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: packet.count >> $0) } + packet
    }

    private static func named(_ type: UInt8, _ name: String) -> [UInt8] {
        let name = name.utf8.prefix(Int(UInt8.max))
        return [type, UInt8(name.count)] + name
    }

    /// Reads a packet, without its length.
    init(parsing octets: ArraySlice<UInt8>) throws(ViciError) {
        var reader = ViciReader(octets)
        switch try reader.octet() {
        case 0:
            let name = try reader.name()
            self = .request(name, try ViciMessage(parsing: reader.takeRest()))
        case 1: self = .response(try ViciMessage(parsing: reader.takeRest()))
        case 2: self = .unknownCommand
        case 3: self = .register(try reader.name())
        case 4: self = .unregister(try reader.name())
        case 5: self = .confirmed
        case 6: self = .unknownEvent
        case 7:
            let name = try reader.name()
            self = .event(name, try ViciMessage(parsing: reader.takeRest()))
        default: throw .malformed
        }
    }
}
