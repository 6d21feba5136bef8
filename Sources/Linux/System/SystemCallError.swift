import Glibc

/// A system call that the kernel refused.
public struct SystemCallError: Error, Hashable, Sendable {
    /// The system call's name.
    public var call: String
    /// What it was for: "opening /etc/haos".
    public var purpose: String
    /// The kernel's reason, a number of `errno`.
    public var code: Int32

    /// Describes a refusal; without `code`, the one that the calling thread met last.
    public init(call: String, purpose: String, code: Int32 = errno) {
        self.call = call
        self.purpose = purpose
        self.code = code
    }

    /// The kernel's reason in words.
    public var reason: String {
        Self.reason(code)
    }

    /// A number of `errno` in words.
    static func reason(_ code: Int32) -> String {
        // Glibc's strerror answers from the thread's own storage.
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }

    /// Runs a system call, again if a signal interrupted it, and throws if it returns a negative number.
    @discardableResult
    static func check<Result: SignedInteger>(
        _ call: String, for purpose: @autoclosure () -> String, _ body: () -> Result
    ) throws(SystemCallError) -> Result {
        while true {
            let result = body()
            guard result < 0 else { return result }
            let code = errno
            guard code == EINTR else { throw SystemCallError(call: call, purpose: purpose(), code: code) }
        }
    }
}

extension SystemCallError: CustomStringConvertible {
    /// "opening /etc/haos: Permission denied (open)".
    public var description: String {
        "\(purpose): \(reason) (\(call))"
    }
}
