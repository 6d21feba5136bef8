import Glibc

/// An open file, socket or other kernel object that is closed when its owner lets go of it.
public struct FileDescriptor: ~Copyable, Sendable {
    /// The kernel's number; valid while the value lives.
    public let rawValue: Int32

    /// Takes over the closing of `rawValue`.
    public init(owning rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// Takes over what a system call returned.
    ///
    /// - Parameters:
    ///   - call: the system call's name, for the error.
    ///   - purpose: what it was for, for the error: "opening /etc/haos".
    /// - Throws: the reason in `errno` if `body` returned a negative number.
    init(
        _ call: String, for purpose: @autoclosure () -> String, _ body: () -> Int32
    ) throws(SystemCallError) {
        self.rawValue = try SystemCallError.check(call, for: purpose(), body)
    }

    deinit {
        close(rawValue)
    }
}
