import Linux
import Management

/// The files that configurations are kept in, on the disk: the startup-config where the command line says, everything
/// else that has a plain name in the state directory.
final class ConfigurationFiles: ManagedFiles {
    private let startupFile: StartupFile
    private let stateDirectory: StateDirectory

    init(startupFile: StartupFile, stateDirectory: StateDirectory) {
        self.startupFile = startupFile
        self.stateDirectory = stateDirectory
    }

    /// Where the startup-config is.
    var startupPath: String { startupFile.file.path }

    func read(_ file: StoredFile) throws(Refusal) -> [UInt8]? {
        try refusing { () throws(RegularFileError) in
            try self.file(file).read(atMost: ConfigurationFile.maximumLength)
        }
    }

    func write(_ octets: [UInt8], to file: StoredFile) throws(Refusal) {
        if case .named(let name) = file, !name.isPath {
            try refusing { () throws(RegularFileError) in try stateDirectory.makeFolder(Self.folder) }
        }
        try refusing { () throws(RegularFileError) in try self.file(file).replace(with: octets) }
    }

    func remove(_ file: StoredFile) throws(Refusal) {
        try refusing { () throws(RegularFileError) in try self.file(file).remove() }
    }

    func names(beginningWith prefix: String) throws(Refusal) -> [FileName] {
        guard prefix.hasPrefix("/"), let slash = prefix.lastIndex(of: "/") else {
            return try names(in: "\(stateDirectory.path)/\(Self.folder)", before: "", beginningWith: prefix[...])
        }
        let folder = String(prefix[...slash])
        return try names(in: folder, before: folder, beginningWith: prefix[prefix.index(after: slash)...])
    }

    func modificationTime(of file: FileName) -> Int64? {
        self.file(.named(file)).modificationTime
    }

    /// Where files with plain names are, in the state directory.
    private static let folder = "files"

    private func file(_ file: StoredFile) -> RegularFile {
        switch file {
        case .startup: startupFile.file
        case .former: RegularFile(path: "\(stateDirectory.path)/former-configuration")
        case .named(let name) where name.isPath: RegularFile(path: name.text)
        case .named(let name): RegularFile(path: "\(stateDirectory.path)/\(Self.folder)/\(name)")
        }
    }

    private func names(
        in folder: String, before path: String, beginningWith prefix: Substring
    ) throws(Refusal) -> [FileName] {
        try refusing { () throws(RegularFileError) in
            try RegularFile.names(in: folder).filter { $0.hasPrefix(prefix) }.compactMap { FileName(path + $0) }
        }
    }

    private func refusing<Result>(_ body: () throws(RegularFileError) -> Result) throws(Refusal) -> Result {
        do throws(RegularFileError) {
            return try body()
        } catch {
            throw Refusal("\(error)")
        }
    }
}
