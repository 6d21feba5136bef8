import Glibc
import Testing

@testable import Linux

@Suite struct AppendedFileTests {
    private func lines(_ file: AppendedFile, _ maximum: Int = 1000) -> [String] {
        file.lastLines(maximum).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func linesStayInOrderAndForTheOwnerAlone() throws {
        try withTemporaryDirectory { directory in
            let former = umask(0)
            defer { umask(former) }
            let file = AppendedFile(path: directory + "/audit")
            for number in 0..<1000 { #expect(file.append(Array("line \(number)\n".utf8))) }
            #expect(lines(file) == (0..<1000).map { "line \($0)" })
            #expect(lines(AppendedFile(path: directory + "/audit"), 2) == ["line 998", "line 999"])
            let mode = try output(of: "stat -c %a \(directory)/audit")
            #expect(mode == "600\n")
        }
    }

    /// What a crash cut in two is a line of its own, and the next one is whole.
    @Test func aLineThatWasCutHarmsNoOther() throws {
        try withTemporaryDirectory { directory in
            try run("printf 'whole\\nhal' > \(directory)/audit")
            let file = AppendedFile(path: directory + "/audit")
            #expect(file.append(Array("next\n".utf8)))
            #expect(lines(file) == ["whole", "hal", "next"])
        }
    }

    @Test func aFullFileMakesRoomAndTheOldestGoes() throws {
        try withTemporaryDirectory { directory in
            let file = AppendedFile(path: directory + "/audit", maximumLength: 100, generations: 2)
            for number in 100..<200 {
                #expect(file.append(Array("line number \(number)\n".utf8)))
                file.finish()
            }
            let names = try output(of: "ls \(directory)")
            #expect(names == "audit\naudit.1\naudit.2\n")
            let kept = lines(file)
            #expect(kept.last == "line number 199")
            #expect(kept == (200 - kept.count..<200).map { "line number \($0)" })
            #expect((12...21).contains(kept.count))
        }
    }

    @Test func whatCannotBeWrittenIsToldAndLaterLinesAreWritten() throws {
        try withTemporaryDirectory { directory in
            let file = AppendedFile(path: directory + "/missing/audit")
            _ = file.append(Array("lost\n".utf8))
            file.finish()
            #expect(!file.append(Array("lost too\n".utf8)))
            file.finish()
            try run("mkdir \(directory)/missing")
            _ = file.append(Array("kept\n".utf8))
            #expect(lines(file) == ["kept"])
            #expect(file.append(Array("kept too\n".utf8)))
            #expect(lines(file) == ["kept", "kept too"])
        }
    }

    /// A line is taken or refused at once, and no more than so many octets wait.
    @Test func theBacklogIsBounded() throws {
        try withTemporaryDirectory { directory in
            let file = AppendedFile(path: directory + "/audit", maximumLength: 64 << 20)
            #expect(!file.append([UInt8](repeating: 0x61, count: 2 << 20)))
            #expect(file.append(Array("small\n".utf8)))
            #expect(lines(file) == ["small"])
        }
    }

    /// However long lines are, and wherever what is read at once begins.
    @Test(arguments: [1, 100, 65_535, 65_536, 65_537, 200_000])
    func theLastLinesAreReadFromTheEnd(length: Int) throws {
        try withTemporaryDirectory { directory in
            let file = AppendedFile(path: directory + "/audit", maximumLength: 64 << 20)
            let line = String(repeating: "x", count: length)
            for number in 10..<20 {
                #expect(file.append(Array("\(line)\(number)\n".utf8)))
                file.finish()
            }
            for maximum in [0, 1, 3, 10, 11] {
                #expect(lines(file, maximum) == (10..<20).suffix(maximum).map { "\(line)\($0)" })
            }
        }
    }
}
