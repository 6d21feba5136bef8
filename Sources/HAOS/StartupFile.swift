import Linux
import Management

/// The startup-config on disk.
struct StartupFile {
    private let file: DurableFile

    init(path: String) {
        file = DurableFile(path: path)
    }

    /// Its octets; `nil` if there is no such file.
    func read() throws(SystemCallError) -> [UInt8]? {
        try file.read()
    }

    /// What it configures.
    func configuration() throws(StartupFileError) -> Configuration {
        let octets: [UInt8]?
        do {
            octets = try read()
        } catch {
            throw StartupFileError(description: "\(error)")
        }
        guard let octets else { throw StartupFileError(description: "there is no startup-config \(file.path)") }
        do {
            return try ConfigurationFile.parse(octets)
        } catch {
            throw StartupFileError(description: "\(file.path) has errors, nothing was applied:\n\(error)")
        }
    }

    /// Replaces it. It holds keys, and is readable by its owner alone.
    func replace(with text: String) throws(SystemCallError) {
        try file.replace(with: Array(text.utf8))
    }
}

/// Why a startup-config cannot be used.
struct StartupFileError: Error, CustomStringConvertible {
    let description: String
}
