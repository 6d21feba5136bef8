import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct BannerTests {
    private let router: FixtureRouter

    init() throws {
        var configuration = try FixtureFiles.configuration("access")
        configuration.banners.messageOfTheDay = "today"
        configuration.banners.login = "who are you?"
        configuration.banners.exec = "at work"
        router = FixtureRouter(configuration)
    }

    @Test func whoIsKnownSeesAllOfThem() throws {
        #expect(try ScreenOperator(router).greeting == "today\nwho are you?\nat work\n")
    }

    @Test func scriptsSeeNone() throws {
        #expect(try ScreenOperator(router, isInteractive: false).greeting == "")
    }

    @Test func theLastOneFollowsThePassword() throws {
        var person = try ScreenOperator(router, logsIn: true)
        #expect(person.greeting == "today\nwho are you?\n")
        #expect(try person.type("") == "")
        _ = try person.answer("alice")
        #expect(try person.answer("wrong") == "% Login invalid.\n")
        _ = try person.answer("alice")
        #expect(try person.answer("hunter2") == "at work\n")
        #expect(try person.type("show users | include alice").hasPrefix("*"), "it is her session")
    }

    @Test func whoBecomesSomebodyElseHasSeenIt() throws {
        var person = try ScreenOperator(router)
        try person.type("login")
        _ = try person.answer("alice")
        #expect(try person.answer("hunter2") == "")
        #expect(try person.type("show users | include alice").hasPrefix("*"))
    }
}
