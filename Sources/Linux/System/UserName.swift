import Glibc

/// The machine's names of its users.
public enum UserName {
    /// The name of a user, or the number if there is no name for it.
    public static func of(_ identifier: UInt32) -> String {
        var buffer = [CChar](repeating: 0, count: 16 << 10)
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        let failure = unsafe getpwuid_r(identifier, &entry, &buffer, buffer.count, &found)
        guard failure == 0, let name = unsafe found?.pointee.pw_name else { return String(identifier) }
        return unsafe String(cString: name)
    }
}
