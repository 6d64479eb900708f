import ArgumentParser
import Sandbox
import SandboxCore
import Testing

@testable import keyway

/// What `keyway serve` can switch.
@Suite struct ServeTests {
    @Test func featuresAreSwitched() async throws {
        let command = try ServeCommand.parse([
            "--without", "device-authorization", "--without", "private-key-jwt", "--with", "introspection",
            "--setting", "refresh=1",
        ])
        var configuration = SandboxConfiguration()
        try command.configure(&configuration)
        #expect(
            configuration.features == ["device-authorization": false, "private-key-jwt": false, "introspection": true])
        #expect(configuration.settings == ["refresh": 1])
        configuration.settings = [:]
        let server = try await SandboxServer.start(
            configuration, clock: { 0 }, randomBytes: { [UInt8](repeating: 7, count: $0) }
        ) { _ in }
        let isOn = Dictionary(server.features.map { ($0.name, $0.isOn) }, uniquingKeysWith: { first, _ in first })
        #expect(isOn["device-authorization"] == false && isOn["private-key-jwt"] == false)
        #expect(isOn["introspection"] == true && isOn["refresh-token"] == true)
        await server.stop()
    }

    @Test(arguments: ["x", "device-authorization.interval", "device-authorization.interval=soon"])
    func aSettingIsANumber(text: String) throws {
        var configuration = SandboxConfiguration()
        let command = try ServeCommand.parse(["--setting", text])
        #expect(throws: (any Error).self) { try command.configure(&configuration) }
    }

    @Test func aFeatureThatThereIsNotIsRefused() async throws {
        var configuration = SandboxConfiguration()
        try ServeCommand.parse(["--without", "nonsense"]).configure(&configuration)
        await #expect(throws: SandboxError.self) {
            _ = try await SandboxServer.start(
                configuration, clock: { 0 }, randomBytes: { [UInt8](repeating: 7, count: $0) }
            ) { _ in }
        }
    }
}
