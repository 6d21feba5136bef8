import Core
import Testing

@testable import Management

/// Makes everything that can be configured of Router Advertisements.
struct RandomAdvertisements {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func settings() throws -> RouterAdvertisementSettings {
        var settings = RouterAdvertisementSettings()
        if chance() { settings.interval = interval() }
        if chance() { settings.routerLifetime = chance() ? 0 : UInt16(number(1800...9000)) }
        if chance() { settings.suppression = chance() ? .all : .unsolicited }
        settings.hasManagedAddresses = chance()
        settings.hasOtherConfiguration = chance()
        settings.preference = [.high, .medium, .low][Int(number(0...2))]
        if chance() { settings.reachableTime = number(0...3_600_000) }
        if chance() { settings.retransmissionTimer = number(1000...172_800_000) }
        if chance() { settings.currentHopLimit = UInt8(number(0...255)) }
        if chance() { settings.maximumTransmissionUnit = number(1280...65535) }
        settings.minimumDelay = chance() ? number(30...3000) : nil
        settings.tellsInterval = chance()
        for index in 0..<number(0...3) {
            let address = IPv6Address(rawValue: 0xfd00 << 112 | UInt128(number(0...99)) << 8 | UInt128(index))
            settings.recursiveDNSServers.append(DNSInformation(address, lifetime: nameLifetime()))
        }
        for index in 0..<number(0...3) {
            let name = try #require(DomainName("n\(number(0...99)).d\(index)"))
            settings.searchDomains.append(DNSInformation(name, lifetime: nameLifetime()))
        }
        return settings
    }

    mutating func prefixes() throws -> AdvertisedPrefixes<LocalDate> {
        var prefixes = AdvertisedPrefixes<LocalDate>()
        if chance() { prefixes.common = try parameters() }
        for _ in 0..<number(0...3) {
            let address = IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(number(0...UInt32.max)) << 64)
            let prefix = try #require(IPv6Prefix(address, length: UInt8(number(1...128))))
            prefixes.individual[prefix] = try parameters()
        }
        return prefixes
    }

    private mutating func interval() -> RouterAdvertisementInterval {
        let inSeconds = chance()
        let maximum = inSeconds ? number(2...1800) * 1000 : number(70...1_800_000)
        guard chance() else { return RouterAdvertisementInterval(maximum: maximum) }
        let minimum = number(30...maximum / 4 * 3)
        return RouterAdvertisementInterval(
            maximum: maximum, minimum: inSeconds ? max(1000, minimum / 1000 * 1000) : minimum)
    }

    private mutating func parameters() throws -> PrefixParameters<LocalDate> {
        var parameters = PrefixParameters<LocalDate>()
        switch number(0...2) {
        case 0:
            let valid = chance() ? UInt32.max : number(0...UInt32.max)
            parameters.lifetimes = .seconds(valid: valid, preferred: chance() ? valid : number(0...valid))
        case 1:
            let dates = [try date(), try date()].sorted()
            parameters.lifetimes = .until(valid: dates[1], preferred: dates[0])
        default: break
        }
        parameters.isOnLink = chance()
        parameters.tellsRouterAddress = chance()
        parameters.isAutonomous = chance()
        parameters.isAdvertised = chance()
        return parameters
    }

    private mutating func date() throws -> LocalDate {
        let month = try #require(Month(rawValue: UInt8(number(1...12))))
        let time = try #require(TimeOfDay("\(number(0...23)):\(number(10...59))"))
        return try #require(
            LocalDate(year: UInt16(number(1970...9999)), month: month, day: UInt8(number(1...28)), time: time))
    }

    private mutating func nameLifetime() -> UInt32? {
        chance() ? nil : chance() ? .max : number(0...UInt32.max)
    }

    private mutating func chance() -> Bool {
        Bool.random(using: &random)
    }

    private mutating func number(_ range: ClosedRange<UInt32>) -> UInt32 {
        UInt32.random(in: range, using: &random)
    }
}
