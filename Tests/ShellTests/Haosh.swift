import Foundation
import Glibc

/// The program under test, as the build made it.
enum Haosh {
    /// Next to the tests.
    static var path: String {
        get throws {
            let tests = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            return tests.deletingLastPathComponent().appending(path: "haosh").path()
        }
    }
}
