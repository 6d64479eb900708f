internal import Completing
internal import Guide
public import Workbench

extension CommandTable {
    /// Every command. To add one, write its file in this folder and name it here.
    public static let standard: CommandTable = CommandTable(
        own + GrantCommand.all(besides: Set(own.map(\.name))), completions: CompletionSource.all + [.helpTopics])

    private static let own: [Command] = [
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
        ExportCommand.command, ImportCurl.command, ImportHAR.command, ImportRecording.command, RecordStart.command,
        RecordStop.command,
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
