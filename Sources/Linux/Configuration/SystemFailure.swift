import Core

/// Something of a `SystemState` that could not be brought about; the rest was.
public enum SystemFailure: Error, Hashable, Sendable {
    /// The kernel refused a change.
    case refused(NetlinkError)
    /// A setting could not be read or written.
    case setting(SystemCallError)
    /// The interface has the address with another prefix length, from somebody else.
    case addressDiffers(InterfaceAddress, interface: String, presentLength: UInt8)
    /// A virtual interface could not be made.
    case virtualInterface(SystemCallError)
    /// The file of former settings makes no sense.
    case damagedLedger(path: String)
}

extension SystemFailure: CustomStringConvertible {
    /// What could not be done, where, and why.
    public var description: String {
        switch self {
        case .refused(let error):
            "\(error)"
        case .setting(let error), .virtualInterface(let error):
            "\(error)"
        case .addressDiffers(let address, let interface, let length):
            "adding the address \(address) to \(interface): it is there already with the prefix length \(length), which "
                + "haosd did not set; remove it or configure that length"
        case .damagedLedger(let path):
            "\(path) is damaged: the settings that an earlier haosd changed stay as they are"
        }
    }
}
