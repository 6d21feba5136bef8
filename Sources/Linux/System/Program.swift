import Glibc

/// The program that runs.
public enum Program {
    /// Executes it anew in its own place, with the same number, environment and standard streams; a new version that was
    /// installed meanwhile is taken. What has to be left in order is left in order before.
    ///
    /// - Throws: if the kernel refuses; otherwise there is nobody to return to.
    public static func executeAgain(_ arguments: [String]) throws(SystemCallError) {
        let path = try findPath()
        var pointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
        unsafe execv(path, &pointers)
        let code = errno
        unsafe pointers.forEach { unsafe free($0) }
        throw SystemCallError(call: "execv", purpose: "executing \(path) again", code: code)
    }

    /// Where its file is, or was before it was replaced; `nil` if the kernel does not tell.
    public static var path: String? { try? findPath() }

    private static func findPath() throws(SystemCallError) -> String {
        var octets = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = try SystemCallError.check("readlink", for: "finding the program") {
            unsafe readlink("/proc/self/exe", &octets, octets.count)
        }
        let path = String(decoding: octets.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // What the kernel says behind the name of a file that was replaced.
        let mark = " (deleted)"
        return path.hasSuffix(mark) ? String(path.dropLast(mark.count)) : path
    }
}
