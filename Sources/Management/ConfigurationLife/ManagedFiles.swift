/// The files that configurations are kept in; the daemon's are on a disk.
public protocol ManagedFiles: AnyObject {
    /// The octets of a file; `nil` if there is none.
    ///
    /// - Throws: a refusal if it cannot be read, is no regular file, or has more than
    ///   `ConfigurationFile.maximumLength` octets.
    func read(_ file: StoredFile) throws(Refusal) -> [UInt8]?

    /// Replaces a file, for its owner's eyes only. After a crash or a power cut at any moment there is the old one or
    /// the new one; on return it is the new one.
    ///
    /// - Throws: a refusal; the old file is still there.
    func write(_ octets: [UInt8], to file: StoredFile) throws(Refusal)

    /// Removes a file if it is there; on return that outlasts a power cut.
    ///
    /// - Throws: a refusal; the file is still there.
    func remove(_ file: StoredFile) throws(Refusal)

    /// The files whose names begin with a text, in any order: absolute paths if the text begins with `/`, else plain
    /// names.
    ///
    /// - Throws: a refusal if they cannot be listed.
    func names(beginningWith prefix: String) throws(Refusal) -> [FileName]

    /// When a file was written, in seconds of Unix time; `nil` if there is none.
    func modificationTime(of file: FileName) -> Int64?
}
