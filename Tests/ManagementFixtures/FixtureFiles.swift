import FoundationEssentials
import Management

/// The files under `Tests/Fixtures`.
public enum FixtureFiles {
    /// A file's octets.
    public static func octets(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: path)))
    }

    /// A file's text.
    public static func text(_ path: String) throws -> String {
        String(decoding: try octets(path), as: UTF8.self)
    }

    /// Writes a file, for a test that is told to record what appears.
    public static func record(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: root.appending(path: path))
    }

    /// The names of the files in a folder, in order.
    public static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path()).sorted()
    }

    /// A configuration of `Configurations`.
    public static func configuration(_ name: String) throws -> Configuration {
        try ConfigurationFile.parse(try octets("Configurations/\(name)"))
    }

    /// The pages of the handbook.
    public static func handbook() throws -> [String] {
        let folder = root.deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "Documentation/Handbook")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted().map { name in
            String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
        }
    }

    private static var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")
    }
}
