import Core

@testable import Management

/// Reads a configuration file: what is read is printed and read again as the same, and errors say where they are.
@c(LLVMFuzzerTestOneInput)
public func fuzzConfiguration(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let octets = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do throws(ConfigurationFileError) {
        try check(try ConfigurationFile.parse(octets))
    } catch {
        check(error, lines: octets.count { $0 == UInt8(ascii: "\n") } + 1)
    }
    return 0
}

private func check(_ configuration: Configuration) throws(ConfigurationFileError) {
    let text = configuration.text(secrets: .clear)
    let again: Configuration
    do throws(ConfigurationFileError) {
        again = try ConfigurationFile.parse(Array(text.utf8))
    } catch {
        preconditionFailure("what is printed cannot be read: \(error)")
    }
    precondition(again == configuration, "what is printed is read as something else")
    precondition(again.text(secrets: .clear) == text, "what is printed is printed otherwise when it was read")
    _ = configuration.mobility { _ in Instant(nanoseconds: 0) }
    _ = configuration.warnings
}

private func check(_ error: ConfigurationFileError, lines: Int) {
    precondition(!error.diagnostics.isEmpty && error.diagnostics.count <= ConfigurationFile.maximumDiagnostics)
    for diagnostic in error.diagnostics {
        if let number = diagnostic.lineNumber { precondition((1...lines).contains(number)) }
        if let column = diagnostic.column { precondition((0...(diagnostic.line ?? "").count).contains(column)) }
        precondition(diagnostic.text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || $0.value >= 0x20 })
    }
}
