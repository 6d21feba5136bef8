import Testing

@testable import Linux

@Suite struct SettingsLedgerTests {
    private let ledger = SettingsLedger(
        place: KernelPlace(boot: "3c5e", networkNamespace: 4097),
        settings: [
            .init(path: "net/ipv6/conf/all/forwarding", formerValue: "0"),
            .init(path: "net/ipv6/conf/eth0.5/forwarding", formerValue: "1"),
        ])

    @Test func whatIsWrittenIsReadBack() {
        #expect(SettingsLedger(text: ledger.text) == ledger)
    }

    @Test func nothingThatIsCutOffIsRead() {
        let whole = Array(ledger.text.utf8)
        for length in whole.indices {
            #expect(SettingsLedger(text: String(decoding: whole.prefix(length), as: UTF8.self)) == nil)
        }
    }

    @Test(arguments: [
        "", "\n", "haos former settings 2\nboot 3c5e\nnamespace 1\nend\n", "\u{0}\u{0}\u{0}",
        "haos former settings 1\nboot 3c5e\nnamespace -1\nend\n",
        "haos former settings 1\nboot 3c5e\nnamespace 99999999999999999999\nend\n",
        "haos former settings 1\nboot 3c5e\nnamespace 1\nnet/ipv6/conf/all/forwarding\nend\n",
        "haos former settings 1\nboot 3c5e\nnamespace 1\nkernel/core_pattern x\nend\n",
        "haos former settings 1\nboot 3c5e\nnamespace 1\nnet/ipv6/conf/../../../kernel/panic 1\nend\n",
    ])
    func nonsenseIsNotRead(text: String) {
        #expect(SettingsLedger(text: text) == nil)
    }
}
