import Management

/// Files without a disk.
public final class MemoryFiles: ManagedFiles {
    /// Their octets.
    public var contents: [StoredFile: [UInt8]] = [:]
    /// Why all is refused; `nil` refuses nothing.
    public var refusal: Refusal?
    /// What was done to files, in order.
    public private(set) var history: [String] = []

    /// No files.
    public init() {}

    /// The octets, unless all is refused.
    public func read(_ file: StoredFile) throws(Refusal) -> [UInt8]? {
        if let refusal { throw refusal }
        return contents[file]
    }

    /// Keeps the octets, unless all is refused.
    public func write(_ octets: [UInt8], to file: StoredFile) throws(Refusal) {
        if let refusal { throw refusal }
        history.append("write \(file)")
        contents[file] = octets
    }

    /// Forgets the file, unless all is refused.
    public func remove(_ file: StoredFile) throws(Refusal) {
        if let refusal { throw refusal }
        history.append("remove \(file)")
        contents[file] = nil
    }

    /// The names that are meant, unless all is refused.
    public func names(beginningWith prefix: String) throws(Refusal) -> [FileName] {
        if let refusal { throw refusal }
        return contents.keys.compactMap { file in
            guard case .named(let name) = file, name.isPath == prefix.hasPrefix("/"), name.text.hasPrefix(prefix)
            else { return nil }
            return name
        }
    }

    /// The same for all.
    public func modificationTime(of file: FileName) -> Int64? {
        contents[.named(file)].map { _ in 1_795_000_000 }
    }
}
