import Glibc

extension FileDescriptor {
    private static let pieceSize = 4096

    /// Reads a file from its first octet to its end.
    func content(purpose: String) throws(SystemCallError) -> [UInt8] {
        var content: [UInt8] = []
        while true {
            var piece = [UInt8](repeating: 0, count: Self.pieceSize)
            let count = try SystemCallError.check("read", for: purpose) {
                unsafe pread(rawValue, &piece, piece.count, content.count)
            }
            guard count > 0 else { return content }
            content += piece.prefix(count)
        }
    }

    /// Makes `octets` the whole content of a file.
    func replaceContent(with octets: [UInt8], purpose: String) throws(SystemCallError) {
        try SystemCallError.check("truncate", for: purpose) { ftruncate(rawValue, 0) }
        var rest = octets[...]
        while !rest.isEmpty {
            let count = try SystemCallError.check("write", for: purpose) {
                unsafe rest.withUnsafeBytes { unsafe pwrite(rawValue, $0.baseAddress, $0.count, rest.startIndex) }
            }
            rest = rest.dropFirst(count)
        }
    }
}
