import Glibc

/// A demand on the forwarding plane that the kernel refused.
public struct ForwardingPlaneError: Error, Hashable, Sendable {
    /// What it was for: "loading the eBPF programs".
    public var purpose: String
    /// The kernel's answer, a number of `errno`.
    public var code: Int32
    /// The end of what the kernel's verifier wrote, if it refused a program.
    public var verifierLog: String?

    /// Describes a refusal.
    init(purpose: String, code: Int32, verifierLog: String? = nil) {
        self.purpose = purpose
        self.code = code
        self.verifierLog = verifierLog
    }
}

extension ForwardingPlaneError: CustomStringConvertible {
    /// "loading the eBPF programs: Operation not permitted; haosd needs CAP_BPF and CAP_NET_ADMIN".
    public var description: String {
        var text = "\(purpose): \(SystemCallError.reason(code))"
        if let advice { text += "; \(advice)" }
        if let verifierLog { text += "\nthe kernel's verifier said:\n\(verifierLog)" }
        return text
    }

    private var advice: String? {
        guard verifierLog == nil else { return "please report this, with the kernel's version" }
        switch code {
        case EPERM: return "haosd needs the capabilities CAP_BPF and CAP_NET_ADMIN, or to be root"
        case ENOENT: return "is the kernel built with CONFIG_BPF_SYSCALL, NET_CLS_BPF and NET_SCH_INGRESS?"
        default: return nil
        }
    }
}
