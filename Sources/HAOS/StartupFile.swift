import Linux
import Management

/// The startup-config on disk.
struct StartupFile {
    let file: RegularFile

    init(path: String) {
        file = RegularFile(path: path)
    }

    /// What it configures.
    func configuration() throws(StartupFileError) -> Configuration {
        let octets: [UInt8]?
        do {
            octets = try file.read(atMost: ConfigurationFile.maximumLength)
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
}

/// Why a startup-config cannot be used.
struct StartupFileError: Error, CustomStringConvertible {
    let description: String
}
