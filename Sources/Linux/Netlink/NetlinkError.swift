import CNetlinkRoute

/// A request of ours that the kernel refused, or a netlink socket that failed.
public struct NetlinkError: Error, Hashable, Sendable {
    /// What it was for: "adding the address 2001:db8::1/64 to eth0".
    public var purpose: String
    /// The kernel's answer, a number of `errno`; 0 if the failure is the library's.
    public var code: Int32
    /// The reason in words.
    public var reason: String

    /// Describes a refusal by the kernel, with the kernel's own words if it had any.
    init(purpose: String, code: Int32, words: String?) {
        self.purpose = purpose
        self.code = code
        let reason = SystemCallError.reason(code)
        self.reason = words.map { "\(reason) (\($0))" } ?? reason
    }

    /// Describes a failure that libnl reported by a number of its own.
    init(purpose: String, library: Int32) {
        self.purpose = purpose
        self.code = 0
        self.reason = unsafe String(cString: nl_geterror(library))
    }
}

extension NetlinkError: CustomStringConvertible {
    /// "adding the address 2001:db8::1/64 to eth0: Permission denied (IPv6 is disabled on this device)".
    public var description: String {
        "\(purpose): \(reason)"
    }
}
