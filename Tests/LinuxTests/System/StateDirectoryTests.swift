import Glibc
import Testing

@testable import Linux

@Suite struct StateDirectoryTests {
    @Test func itIsMadeForItsOwnerOnly() throws {
        try withTemporaryDirectory { directory in
            let state = try StateDirectory(directory + "/a/b")
            #expect(try output(of: "stat -c %a \(state.path) \(directory)/a") == "700\n755\n")
        }
    }

    @Test func aSecondHolderIsRefusedByNameAndProcess() throws {
        try withTemporaryDirectory { directory in
            let first = try StateDirectory(directory)
            let expected = StateDirectoryError.inUse(directory: directory, process: getpid())
            let error = #expect(throws: expected) { try StateDirectory(directory) }
            withExtendedLifetime(first) {}
            let text = try #require(error?.description)
            #expect(text.contains(directory) && text.contains("process \(getpid())"))
        }
    }

    @Test func theLockEndsWithItsHolder() throws {
        try withTemporaryDirectory { directory in
            do {
                let first = try StateDirectory(directory)
                try first.file("something").replace(with: [1])
            }
            let second = try StateDirectory(directory)
            #expect(try second.file("something").read() == [1])
        }
    }

    @Test func aLockFileWithoutSenseStillTellsThatItIsHeld() throws {
        try withTemporaryDirectory { directory in
            let first = try StateDirectory(directory)
            try writeFile(directory + "/lock", "nonsense")
            #expect(throws: StateDirectoryError.inUse(directory: directory, process: nil)) {
                try StateDirectory(directory)
            }
            withExtendedLifetime(first) {}
        }
    }

    @Test func aPathThatIsNoDirectoryIsRefused() throws {
        try withTemporaryDirectory { directory in
            try writeFile(directory + "/file", "")
            for path in [directory + "/file", directory + "/file/below"] {
                let error = #expect(throws: StateDirectoryError.self) { try StateDirectory(path) }
                #expect(error?.description.contains("Not a directory") == true)
            }
        }
    }

    @Test func filesAreReplacedWholeAndRemoved() throws {
        try withTemporaryDirectory { directory in
            let state = try StateDirectory(directory)
            #expect(try state.file("x").read() == nil)
            let long = [UInt8](repeating: 7, count: 10_000)
            try state.file("x").replace(with: long)
            #expect(try state.file("x").read() == long)
            try state.file("x").replace(with: [8])
            #expect(try state.file("x").read() == [8])
            // What a crash left of an earlier attempt does not get in.
            try writeFile(directory + "/x.new", String(repeating: "rubbish", count: 100))
            try state.file("x").replace(with: [9])
            #expect(try state.file("x").read() == [9])
            try state.file("x").remove()
            try state.file("x").remove()
            #expect(try state.file("x").read() == nil)
        }
    }
}
