import Glibc

/// An extended regular expression of POSIX, in the character set of the process's locale.
///
/// The C library looks for it in a time that grows with the text alone, whatever the pattern. What would make it try one
/// way after another, a reference back to a group, is refused.
@safe final class RegularExpression {
    private var compiled = unsafe regex_t()

    /// - Throws: if the pattern is none, with the reason.
    init(_ pattern: String) throws(Refusal) {
        guard !Self.refersBack(pattern) else {
            throw Refusal("\(pattern) refers back to a group, which patterns cannot do here.")
        }
        let result = unsafe regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB)
        guard result == 0 else {
            var message = [CChar](repeating: 0, count: 128)
            _ = unsafe regerror(result, &compiled, &message, message.count)
            let reason = String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw Refusal("\(pattern) is no regular expression: \(reason).")
        }
    }

    deinit {
        unsafe regfree(&compiled)
    }

    /// Whether it is found in a line.
    func matches(_ line: some StringProtocol) -> Bool {
        unsafe line.withCString { unsafe regexec(&compiled, $0, 0, nil, 0) == 0 }
    }

    private static func refersBack(_ pattern: String) -> Bool {
        var isEscaped = false
        for octet in pattern.utf8 {
            if isEscaped, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(octet) { return true }
            isEscaped = !isEscaped && octet == UInt8(ascii: "\\")
        }
        return false
    }
}
