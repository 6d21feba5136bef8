import Core
import Testing

@Suite struct LinkLayerAddressTests {
    @Test(arguments: ["02:00:5e:10:00:0f", "02:00:5E:10:00:0F", "0200.5e10.000f"])
    func readsAndPrints(text: String) throws {
        #expect(try mac(text).description == "02:00:5e:10:00:0f")
        #expect(try mac(text).rawValue == 0x0200_5e10_000f)
        #expect(try hex(mac(text).octets) == "02005e10000f")
    }

    @Test(arguments: [
        "", "02:00:5e:10:00", "02:00:5e:10:00:0f:00", "2:0:5e:10:0:f", "0200.5e10", "02.00.5e.10.00.0f", "02005e10000f",
        "02:00:5e:10:00:0g", "02-00-5e-10-00-0f", "0200:5e10:000f", "02:00:5e:10:00:0f ", "02:00:5e.10:00:0f", ".",
        "..",
    ])
    func refuses(text: String) {
        #expect(LinkLayerAddress(text) == nil)
    }

    @Test func isMadeOfItsOctets() throws {
        #expect(LinkLayerAddress(octets: [2, 0, 0x5e, 0x10, 0, 0xf]) == LinkLayerAddress("0200.5e10.000f"))
        #expect(LinkLayerAddress(octets: [2]) == nil)
        #expect(LinkLayerAddress(rawValue: .max).rawValue == 0xffff_ffff_ffff)
    }
}
