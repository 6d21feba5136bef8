import Foundation

/// Writes an object file as Swift source: `EmbedObject NAME OBJECT SOURCE`.
///
/// The octets become one hexadecimal string literal, which compiles in no time where an array literal of
/// the same size takes minutes.
@main
struct EmbedObject {
    static func main() throws {
        let arguments = CommandLine.arguments
        let object = try Data(contentsOf: URL(filePath: arguments[2]))
        let digits = object.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let source = """
            extension EmbeddedObject {
                static let \(arguments[1]) = EmbeddedObject(hexadecimal: "\(digits)")
            }

            """
        try source.write(to: URL(filePath: arguments[3]), atomically: true, encoding: .utf8)
    }
}
