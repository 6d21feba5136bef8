import Glibc

@testable import Linux

/// Runs `body` with the path of a directory of its own, which is removed afterwards with everything in it.
func withTemporaryDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
    var template = Array("/tmp/haos-test-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
        throw SystemCallError(call: "mkdtemp", purpose: "making a temporary directory")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let result = Swift.Result { try body(path) }
    try run("rm -rf \(path)")
    return try result.get()
}
