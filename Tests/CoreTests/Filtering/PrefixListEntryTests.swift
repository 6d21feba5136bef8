import Core
import Testing

@Suite struct PrefixListEntryTests {
    /// Lengths, and whether there may be such an entry.
    @Test(
        arguments: [
            (32, nil, nil, true), (32, 33, nil, true), (32, nil, 33, true), (32, 48, 64, true), (32, 48, 48, true),
            (32, 128, 128, true), (0, 1, 128, true), (0, nil, 1, true), (128, nil, nil, true), (0, nil, nil, true),
            (32, 32, nil, false), (32, 31, nil, false), (32, nil, 32, false), (32, nil, 31, false), (32, 64, 48, false),
            (32, 129, nil, false), (32, nil, 129, false), (32, 48, 129, false), (128, 128, nil, false),
            (128, nil, 128, false), (0, 0, nil, false), (0, nil, 0, false),
        ] as [(UInt8, UInt8?, UInt8?, Bool)])
    func lengthsAscend(length: UInt8, minimum: UInt8?, maximum: UInt8?, isPossible: Bool) throws {
        let prefix = try #require(IPv6Prefix(try ip("2001:db8::"), length: length))
        let entry = PrefixListEntry(.permit, prefix, minimumLength: minimum, maximumLength: maximum)
        #expect((entry != nil) == isPossible)
    }

    /// `2001:db8::/32` with `ge` and `le`: the least and the greatest length of prefixes in it that match, and whether
    /// addresses do.
    @Test(
        arguments: [
            (nil, nil, 32, 32, true), (48, nil, 48, 127, true), (nil, 64, 32, 64, false), (nil, 128, 32, 127, true),
            (48, 64, 48, 64, false), (64, 64, 64, 64, false), (33, 128, 33, 127, true), (nil, 127, 32, 127, false),
        ] as [(UInt8?, UInt8?, UInt8, UInt8, Bool)])
    func theMatrixOfLengths(minimum: UInt8?, maximum: UInt8?, least: UInt8, greatest: UInt8, takesAddresses: Bool)
        throws
    {
        let entry = try #require(
            PrefixListEntry(.permit, try prefix("2001:db8::/32"), minimumLength: minimum, maximumLength: maximum))
        for length in 0...127 as ClosedRange<UInt8> {
            let inside = try #require(IPv6Prefix(try ip("2001:db8::"), length: length))
            #expect(entry.matches(inside) == (least...greatest).contains(length), "/\(length)")
            let outside = try #require(IPv6Prefix(try ip("3001:db8::"), length: length))
            #expect(!entry.matches(outside), "outside, /\(length)")
        }
        #expect(entry.matches(try ip("2001:db8:ffff::1")) == takesAddresses)
        #expect(entry.matches(try prefix("2001:db8:ffff::1/128")) == takesAddresses)
        #expect(!entry.matches(try ip("2001:db9::1")))
    }
}
