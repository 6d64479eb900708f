public import Script

/// Every command. To add one, write its file in this folder and name it here.
public struct CommandTable: Sendable {
    public let commands: [Command]
    public let vocabulary: Vocabulary
    private let byName: [String: Command]

    init(_ commands: [Command]) {
        self.commands = commands
        byName = Dictionary(commands.map { ($0.name, $0) }) { first, _ in first }
        vocabulary = Vocabulary(
            commands: commands.map(\.shape), queries: SessionQuery.all.map(\.shape) + ExchangePart.shapes,
            queryCommand: "show",
            filters: Filter.all + [.jwt], reservedNames: Workbench.reservedNames)
    }

    public func command(_ name: String) -> Command? { byName[name] }

    public static let standard = CommandTable(own + GrantCommand.all(besides: Set(own.map(\.name))))

    private static let own = [
        UseCommand.command,
        ProviderList.command, ProviderShow.command, ProviderAdd.command, ProviderDiscover.command, ProviderSet.command,
        ProviderRemove.command,
        ClientCreate.command, ClientList.command, ClientUse.command, ClientShow.command, ClientResetSecret.command,
        ClientAdd.command, ClientRemove.command,
        AuthorizeCommand.command, ExchangeCommand.command, RefreshCommand.command, RevokeCommand.command,
        IntrospectCommand.command, UserinfoCommand.command,
        TokenList.command, TokenUse.command, TokenShow.command, TokenInspect.command, TokenVerify.command,
        TokenDiff.command,
        ResourceCommand.get, ResourceCommand.post, ResourceCommand.put, ResourceCommand.patch, ResourceCommand.delete,
        ResourceCommand.head, ResourceCommand.options,
        ShowCommand.command, ExpectCommand.command, MatchCommand.command, SaveCommand.command, SetCommand.command,
        UnsetCommand.command,
        VarsCommand.command, LogCommand.command, WatchCommand.command,
        ExportCommand.command, ImportCurl.command, ImportHAR.command, RecordStart.command, RecordStop.command,
        HistorySave.command, HistoryCommand.list, HistoryCommand.search, HistoryCommand.clear,
        WhyCommand.command, ScopesCommand.command, ScopesProbe.command, ScopesNeeded.command,
        TraceCommand.command, ExplainCommand.command, LintCommand.command,
        SessionList.command, SessionShow.command, SessionNew.command, SessionUse.command, SessionRename.command,
        SessionDelete.command, SessionLock.lock, SessionLock.unlock, SessionExport.command, SessionImport.command,
        SandboxStart.command, SandboxStop.command, SandboxStatus.command, SandboxUsers.command, SandboxClock.command,
        SandboxFault.command,
        PluginAdd.command, PluginList.command, PluginShow.command, PluginRemove.command, PluginTest.command,
        PluginNew.command, ChangeCommand.command, RefuseCommand.command, AnnotateCommand.command,
        AliasCommand.set, AliasCommand.list, AliasCommand.unset, EditCommand.command,
        DebugCommand.command, ConfigCommand.command, HelpCommand.command, TutorialCommand.command,
        QuitCommand.command,
    ]
}
