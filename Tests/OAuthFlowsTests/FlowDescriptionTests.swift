import HTTPMessage
import JSONKit
import OAuthCore
import OAuthFlows
import Testing

/// What holds for every flow in the tables.
@Suite struct FlowDescriptionTests {
    @Test func namesAreUnique() {
        let names = FlowDescription.all.flatMap { [$0.name] + ($0.shortName.map { [$0] } ?? []) }
        #expect(Set(names).count == names.count)
        for name in names { #expect(FlowDescription.named(name) != nil) }
    }

    @Test(arguments: FlowDescription.all.map(\.name))
    func aFlowSaysEverythingAboutItself(name: String) throws {
        let flow = try #require(FlowDescription.named(name))
        #expect(!flow.section.isEmpty)
        #expect(flow.summary.first?.isLowercase == true)
        let inputs = flow.inputs.map(\.name)
        #expect(Set(inputs).count == inputs.count)
        for input in flow.inputs {
            #expect(input.summary.first?.isUppercase == false || input.summary.hasPrefix("S256"))
        }
        for message in flow.messages { #expect(FlowMessage.all.contains(message)) }
    }

    @Test(arguments: FlowMessage.all.map(\.summary))
    func aMessageHasAStandInThatCanBeRead(summary: String) throws {
        let message = try #require(FlowMessage.all.first { $0.summary == summary })
        #expect((200..<300).contains(message.standIn.status))
        #expect(!message.section.isEmpty)
        if !message.standIn.body.isEmpty { _ = try JSON(parsing: message.standIn.body) }
    }

    @Test func everyGrantIsAFlow() {
        for grant in GrantFlow.all { #expect(FlowDescription.named(grant.type) == grant.description) }
        #expect(GrantFlow.named("urn:x:y") == nil)
        #expect(GrantFlow.all.filter(\.description.isRepeatable).map(\.type) == ["client_credentials"])
    }
}
