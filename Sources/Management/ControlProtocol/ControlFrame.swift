import FoundationEssentials

/// One message on the control socket: its length in octets, big-endian in 4 octets, then a JSON value.
public enum ControlFrame {
    /// Octets that a message may have, the length aside.
    public static let maximumLength = 1 << 20

    /// A message as it goes over the socket.
    public static func encode(_ message: some Encodable) throws(ControlProtocolError) -> [UInt8] {
        guard let body = try? JSONEncoder().encode(message), body.count <= maximumLength else {
            throw .tooLong
        }
        let length = UInt32(body.count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + body
    }

    /// A message of the octets behind the length.
    public static func decode<Message: Decodable>(
        _ type: Message.Type, from octets: [UInt8]
    ) throws(ControlProtocolError) -> Message {
        guard let message = try? JSONDecoder().decode(type, from: Data(octets)) else { throw .malformed }
        return message
    }
}
