import Testing

@testable import Linux

@Suite struct RegularFileTests {
    @Test func aFileIsReadUpToItsLimit() throws {
        try withTemporaryDirectory { directory in
            let file = RegularFile(path: directory + "/file")
            #expect(try file.read(atMost: 10) == nil)
            let octets = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
            try file.replace(with: octets)
            #expect(try file.read(atMost: 200_000) == octets)
            #expect(throws: RegularFileError.tooLong(path: file.path, limit: 199_999)) {
                try file.read(atMost: 199_999)
            }
        }
    }

    /// Endless, waiting for ever, or no file at all.
    @Test(arguments: ["ln -s /dev/zero thing", "mkfifo thing", "mkdir thing"])
    func otherThingsAreNeitherReadNorReplaced(making: String) throws {
        try withTemporaryDirectory { directory in
            try run("cd \(directory) && \(making)")
            let file = RegularFile(path: directory + "/thing")
            #expect(throws: RegularFileError.notRegular(path: file.path)) { try file.read(atMost: 1000) }
            #expect(throws: RegularFileError.notRegular(path: file.path)) { try file.replace(with: [1]) }
            #expect(FileIdentity(file.path)?.isRegular == false)
        }
    }

    @Test func anEndlessFileIsNotReadToItsEnd() {
        let file = RegularFile(path: "/proc/self/mem")
        #expect(throws: RegularFileError.self) { try file.read(atMost: 1000) }
    }
}
