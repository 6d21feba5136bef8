import Foundation

/// Compiles a source file and writes the object as Swift source: `EmbedObject NAME SWIFT OBJECT COMPILER ARGUMENT...`.
///
/// The octets become one hexadecimal string literal, which compiles in no time where an array literal of
/// the same size takes minutes. Both steps are one command of the build, for SwiftPM takes an object file that a
/// plugin's command makes for a resource of the target.
@main
struct EmbedObject {
    static func main() throws {
        let arguments = CommandLine.arguments
        let object = URL(filePath: arguments[3])
        let compiler = try Process.run(
            URL(filePath: arguments[4]), arguments: Array(arguments[5...]) + ["-o", object.path])
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else { exit(compiler.terminationStatus) }
        let digits = try Data(contentsOf: object).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        let source = """
            extension EmbeddedObject {
                static let \(arguments[1]) = EmbeddedObject(hexadecimal: "\(digits.joined())")
            }

            """
        try source.write(to: URL(filePath: arguments[2]), atomically: true, encoding: .utf8)
    }
}
