/// Why a control connection cannot go on.
public enum ControlProtocolError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A message of more than `ControlFrame.maximumLength` octets.
    case tooLong
    /// A message that is none of those that may come.
    case malformed
    /// A session is opened by `hello`, once.
    case outOfOrder
    /// The other side speaks another version of the protocol.
    case unsupportedVersion(Int)

    /// The error in a sentence.
    public var description: String {
        switch self {
        case .tooLong: "A message is longer than \(ControlFrame.maximumLength) octets."
        case .malformed: "A message is malformed."
        case .outOfOrder: "A session is opened once, by the first message."
        case .unsupportedVersion(let version):
            "The shell speaks version \(version) of the control protocol, the daemon \(ControlHello.currentVersion)."
        }
    }
}
