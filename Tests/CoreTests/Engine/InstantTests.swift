import Core
import Testing

@Suite struct InstantTests {
    @Test func momentsAndDurationsAddUp() {
        let moment = Instant(nanoseconds: 3_000_000_007)
        #expect((moment + .milliseconds(1500)).nanoseconds == 4_500_000_007)
        #expect((moment + .seconds(-1)).nanoseconds == 2_000_000_007)
        #expect((moment + .seconds(-4)).nanoseconds == 0)
        #expect(moment + .milliseconds(1500) - moment == .milliseconds(1500))
        #expect(moment - (moment + .nanoseconds(5)) == .nanoseconds(-5))
        #expect(moment < moment + .nanoseconds(1))
    }
}
