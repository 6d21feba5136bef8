import Core
import Linux
import Management
import Testing

/// The vectors are of the specification of SHA-crypt.
@Suite struct PasswordCryptTests {
    private static let vectors = [
        (
            "Hello world!",
            "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1"
        ),
        (
            "Hello world!",
            "$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/"
                + "YTBmSK6H9qs/y3RnOaw5v."
        ),
    ]

    @Test(arguments: vectors)
    func aHashOfAnotherImplementationIsUnderstood(password: String, text: String) throws {
        let hash = try #require(PasswordHash(text))
        #expect(PasswordCrypt.verify(Self.key(password), against: hash))
        #expect(!PasswordCrypt.verify(Self.key(password + "x"), against: hash))
        #expect(!PasswordCrypt.verify(Self.key(""), against: hash))
    }

    @Test func aHashIsYescryptWithASaltOfItsOwn() throws {
        let password = Self.key("correct horse battery staple")
        let hashes = try (0..<2).map { _ in try #require(PasswordCrypt.hash(password)) }
        #expect(hashes[0] != hashes[1])
        for hash in hashes {
            #expect(hash.text.hasPrefix("$y$j9T$"))
            #expect(PasswordHash(hash.text) == hash)
            #expect(PasswordCrypt.verify(password, against: hash))
            #expect(!PasswordCrypt.verify(Self.key("correct horse"), against: hash))
        }
    }

    @Test func aPasswordWithAZeroInItIsNone() throws {
        let hash = try #require(PasswordCrypt.hash(Self.key("short")))
        #expect(!PasswordCrypt.verify(SecretKey(octets: Array("short\0er".utf8)), against: hash))
        #expect(PasswordCrypt.hash(SecretKey(octets: [0])) == nil)
    }

    private static func key(_ password: String) -> SecretKey {
        SecretKey(octets: Array(password.utf8))
    }
}
