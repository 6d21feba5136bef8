import FuzzSupport
import ManagementFixtures

@testable import Management

/// Types lines, asks for help and completion before each at every place of it, in whatever mode the lines lead to.
@c(LLVMFuzzerTestOneInput)
public func fuzzCommands(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let router = FixtureRouter()
    router.records = FixtureBindings.all
    var session = CommandSession(
        identity: OperatorIdentity(user: "root", isRoot: true), isInteractive: count % 2 == 0,
        access: AccessSettings())
    for line in unsafe text(start, count).split(separator: "\n", omittingEmptySubsequences: false).prefix(16) {
        ask(String(line), &session, router)
        run(session.execute(String(line), on: router), &session, router, answer: "yes")
    }
    return 0
}

/// Help and completion change nothing, and what completion offers goes on with what is written.
private func ask(_ line: String, _ session: inout CommandSession, _ router: FixtureRouter) {
    let (configuration, position) = (router.configuration, session.position)
    for end in line.indices.suffix(24) + [line.endIndex] {
        let beginning = String(line[..<end])
        check(session.help(beginning, width: 80, on: router), beginning)
        let answer = session.completion(beginning, on: router)
        for candidate in answer.candidates {
            precondition(candidate.lowercased().utf8.starts(with: answer.partial.lowercased().utf8))
        }
    }
    precondition(router.configuration == configuration && session.position == position)
}

/// Everything that a command does, questions answered.
private func run(
    _ result: CommandResult, _ session: inout CommandSession, _ router: FixtureRouter, answer: String
) {
    var result = result
    for _ in 0..<8 {
        check(result, nil)
        drain(result.output)
        switch result.output.continuation {
        case nil: return
        case .proceed(let step):
            result = session.proceed { (session) throws(CommandFailure) in try step(&session, router) }
        case .receive(let take):
            result = session.proceed { (session) throws(CommandFailure) in try take(&session, router, "") }
        case .ask(let question):
            result = session.proceed { (session) throws(CommandFailure) in
                try question.answer(&session, router, answer)
            }
        }
    }
}

private func drain(_ output: CommandOutput) {
    for _ in 0..<10_000 {
        switch output.source.next() {
        case .text, .pausing: continue
        case .waiting, .end: return
        }
    }
}

private func check(_ result: CommandResult, _ line: String?) {
    precondition((result.code == .done) == result.diagnostics.isEmpty)
    for diagnostic in result.diagnostics {
        if let column = diagnostic.column, let line = diagnostic.line { precondition((0...line.count).contains(column)) }
        precondition(diagnostic.text(belowPromptOf: 7).unicodeScalars.allSatisfy {
            $0 == "\n" || $0 == "\t" || $0.value >= 0x20
        })
    }
}
