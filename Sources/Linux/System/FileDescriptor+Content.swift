import Glibc

extension FileDescriptor {
    private static let pieceSize = 64 << 10

    /// Reads a file from its first octet to its end, or until it was more than a number of octets.
    func content(purpose: String, moreThan limit: Int = .max) throws(SystemCallError) -> [UInt8] {
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: Self.pieceSize)
        while content.count <= limit {
            let count = try SystemCallError.check("read", for: purpose) {
                unsafe pread(rawValue, &piece, piece.count, content.count)
            }
            guard count > 0 else { break }
            content += piece.prefix(count)
        }
        return content
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
