import Glibc
import Testing

@testable import Linux

@Suite struct DurableFileTests {
    @Test func itIsReplacedAndRemovedForItsOwnerOnly() throws {
        try withTemporaryDirectory { directory in
            let file = DurableFile(path: directory + "/file")
            #expect(try file.read() == nil)
            try file.replace(with: [1, 2, 3])
            try file.replace(with: [4])
            #expect(try file.read() == [4])
            #expect(try output(of: "stat -c %a \(file.path)") == "600\n")
            try file.remove()
            try file.remove()
            #expect(try file.read() == nil)
            #expect(try Directory.names(in: directory).sorted() == [".", ".."])
        }
    }

    /// What stands where the new content is made belongs to somebody who must not read it.
    @Test func whatWasLeftWhereTheNewContentIsMadeIsNotWrittenTo() throws {
        try withTemporaryDirectory { directory in
            let file = DurableFile(path: directory + "/file")
            let trap = directory + "/.file.haos"
            try run("echo other >\(directory)/other; ln -s other \(trap)")
            try file.replace(with: [1])
            #expect(try file.read() == [1])
            #expect(try readFile(directory + "/other") == "other\n")
            #expect(FileIdentity(trap) == nil)
        }
    }

    @Test func whatCannotBeReplacedStaysAndLeavesNothingBehind() throws {
        try withTemporaryDirectory { directory in
            try run("mkdir -p \(directory)/file/inner")
            #expect(throws: SystemCallError.self) { try DurableFile(path: directory + "/file").replace(with: [1]) }
            #expect(try Directory.names(in: directory).sorted() == [".", "..", "file"])
        }
    }
}
