import Foundation

/// Files of Tests/Fixtures.
enum Fixture {
    /// Reads a JSON file by its name.
    static func decode<Value: Decodable>(_ type: Value.Type, from name: String) throws -> Value {
        let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Fixtures")
        return try JSONDecoder().decode(type, from: Data(contentsOf: directory.appending(path: name)))
    }
}
