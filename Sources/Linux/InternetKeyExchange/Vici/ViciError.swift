/// What came from strongSwan and cannot be read.
enum ViciError: Error, Hashable {
    /// It is not put together as the protocol says.
    case malformed
    /// It is longer than the protocol allows.
    case tooLong
}

extension ViciError: CustomStringConvertible {
    var description: String {
        switch self {
        case .malformed: "it sent what is no message of vici"
        case .tooLong: "it sent a message that is longer than vici's may be"
        }
    }
}
