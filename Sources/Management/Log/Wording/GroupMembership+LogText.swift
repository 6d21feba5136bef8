import Core

extension GroupMembership.End {
    /// Why a membership ended.
    var logText: String {
        switch self {
        case .left: "it left"
        case .expired: "it was not heard of for too long"
        case .unbound: "its binding ended"
        case .disabled: "multicast is forwarded no more"
        }
    }
}
