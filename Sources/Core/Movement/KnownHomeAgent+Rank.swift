/// How home agents are ranked: an adaptive control function of the advertisements, of when the last was heard, and of
/// the rank before.
extension KnownHomeAgent {
    /// The greatest rank.
    private static let greatestRank: UInt64 = 1_000_000
    /// The rank of one that is heard for the first time.
    static let firstRank: UInt32 = 10_000
    /// Milliseconds after which half of a rank is gone.
    private static let fadingTime: UInt64 = 86_400_000
    /// Milliseconds of presence that bring a rank within a third of the greatest.
    private static let growingTime: UInt64 = 600_000
    /// An advertisement tells of no more milliseconds than these.
    private static let longestPresence: UInt64 = 60_000

    /// One that is heard for the first time.
    init(_ address: InterfaceAddress, at moment: NetworkTimestamp) {
        self.init(address: address, advertisements: 1, lastHeard: moment, rank: Self.firstRank)
    }

    /// The rank at a moment: it fades while nothing is heard.
    func rank(at moment: NetworkTimestamp) -> UInt32 {
        UInt32(UInt64(rank) * Self.fadingTime / (Self.fadingTime + moment.milliseconds(since: lastHeard)))
    }

    /// Another advertisement is heard: what the rank lacks shrinks by the share of time that this tells of.
    mutating func heard(at moment: NetworkTimestamp) {
        let faded = UInt64(rank(at: moment))
        let presence = min(moment.milliseconds(since: lastHeard), Self.longestPresence)
        rank = UInt32(faded + (Self.greatestRank - min(faded, Self.greatestRank)) * presence / Self.growingTime)
        if advertisements < .max { advertisements += 1 }
        lastHeard = moment
    }

    /// Whether it is known well enough to make a home of it.
    func isEligible(_ heuristic: HomeAddressAutoConfiguration.Heuristic) -> Bool {
        switch heuristic {
        case .aggressive: advertisements >= 2
        case .conservative: advertisements >= 10 && rank >= UInt32(Self.greatestRank / 2)
        }
    }
}
