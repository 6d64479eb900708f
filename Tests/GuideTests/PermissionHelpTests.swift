import Answers
import Diagnostics
import Foundation
import Script
import Testing

@testable import Commands
@testable import Guide
@testable import Workbench

/// `help permissions` says what the table of permissions and the traits of the commands say.
@Suite struct PermissionHelpTests {
    private let page: String

    init() throws {
        page = try #require(HelpText.topic("permissions")).text(.standard)
    }

    /// The names in the paragraph that begins so, behind its first line.
    private func names(behind beginning: String) throws -> [String] {
        let start = try #require(page.range(of: beginning)).upperBound
        let lines = page[start...].split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
        return lines.prefix { $0.hasPrefix("  ") }.flatMap { line in
            line.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }.map(String.init)
        }
    }

    @Test func everyPermissionIsThere() {
        for (permission, summary) in Permission.all {
            #expect(page.contains("  \(permission.rawValue.padded(to: 12))  \(summary)\n"), "\(permission.rawValue)")
        }
        for command in CommandTable.standard.commands where command.traits.needs != nil {
            #expect(page.contains(command.name), "\(command.name)")
        }
    }

    @Test func hooksAndPluginsHaveTheirCommandsAndNoOthers() throws {
        let commands = CommandTable.standard.commands
        let hooks = commands.filter { $0.traits.runBy.contains(.hook) }.map(\.name)
        #expect(try names(behind: "A hook of a plugin may run these") == hooks)
        let plugins = commands.filter { $0.traits.runBy.contains(.plugin) }.map(\.name)
        let further = try names(behind: "may also run these:")
        #expect(Set(hooks + further) == Set(plugins))
        #expect(Set(hooks).isDisjoint(with: further))
    }
}
