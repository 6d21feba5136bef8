import ManagementFixtures

@testable import Management

/// A recorded session: what was typed and what appeared.
///
/// The head, up to an empty line, says what the session is about; `Configuration: NAME` names a fixture that the
/// router has in force, `User: NAME` a user other than root. Then the screen, as it was: a line that begins
/// with the prompt, or with a question, was typed, and ends in `?` or `<Tab>` where that key was pressed instead of Return.
struct Transcript {
    /// What the session is about.
    private let head: Substring
    /// The screen.
    let screen: String
    /// The router, as it was.
    let router: FixtureRouter
    /// Who operates.
    let user: String

    init(_ name: String) throws {
        let parts = try FixtureFiles.text("Transcripts/\(name)").split(separator: "\n\n", maxSplits: 1)
        head = parts[0]
        screen = String(parts[1])
        let lines = head.split(separator: "\n")
        func value(_ key: String) -> String? {
            lines.first { $0.hasPrefix("\(key): ") }.map { String($0.dropFirst(key.count + 2)) }
        }
        user = value("User") ?? "root"
        let configuration = try value("Configuration").map(FixtureFiles.configuration)
        router = FixtureRouter(configuration ?? .init())
        router.records = FixtureBindings.all
        router.homeLinkRouters = FixtureHomeLinks.all
        router.filterCounters = FixtureFilters.counters
        if router.configuration.mobileNode != nil {
            router.mobileNodeStatus = FixtureMobileNode.status
            router.bindingUpdateList = FixtureMobileNode.bindingUpdateList
        }
    }

    /// Puts another screen in the place of this one.
    func record(_ screen: String, as name: String) throws {
        try FixtureFiles.record(head + "\n\n" + screen, to: "Transcripts/\(name)")
    }

    /// Types again what was typed; returns what appears now.
    ///
    /// - Parameter watch: Is told each line before it is entered, and the mode it is typed in.
    func replay(_ watch: (_ line: String, _ mode: Mode) -> Void = { _, _ in }) throws -> String {
        var person = try ScreenOperator(router, user: user)
        var replayed = ""
        // Where no prompt stands before what is typed, as within a text, it is told from what appears by what appeared.
        var appeared: ArraySlice<Substring> = []
        for line in screen.split(separator: "\n", omittingEmptySubsequences: false) {
            let prompt = person.question ?? person.prompt
            guard !person.isOver, line.hasPrefix(prompt) else { continue }
            if prompt.isEmpty, appeared.first == line {
                appeared.removeFirst()
                continue
            }
            let typed = String(line.dropFirst(prompt.count))
            replayed += "\(line)\n"
            let start = replayed.endIndex
            defer { appeared = replayed[start...].split(separator: "\n")[...] }
            if person.question != nil {
                replayed += try person.answer(typed)
            } else if typed.hasSuffix("?") {
                replayed += try person.help(String(typed.dropLast()))
            } else if typed.hasSuffix("<Tab>") {
                replayed += try person.complete(String(typed.dropLast(5))).map { $0 + "\n" }.joined()
            } else {
                watch(typed, Mode(prompt: prompt))
                replayed += try person.type(typed)
            }
        }
        return replayed
    }
}

extension Mode {
    /// The mode of a prompt.
    fileprivate init(prompt: String) {
        let fitting = Mode.allCases.filter { prompt.hasSuffix($0.promptSuffix) }
        self = fitting.max { $0.promptSuffix.count < $1.promptSuffix.count } ?? .userExec
    }
}
