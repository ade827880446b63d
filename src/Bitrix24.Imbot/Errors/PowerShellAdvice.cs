using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Errors;

/// <summary>Finds the recommended action for an error in PowerShell terms. Without an entry here, Core's advice applies, which never names cmdlets or parameters.</summary>
internal static class PowerShellAdvice
{
    /// <summary>The recommended actions by error ID.</summary>
    public static readonly IReadOnlyDictionary<string, string> Texts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // Connections, sessions, tokens, methods, and batches.
        { nameof(ConnectionErrors.ProxyInvalid), "Use -Proxy to specify an absolute URL, such as http://proxy:8080. Specify the user name and password with -ProxyCredential." },
        { nameof(ConnectionErrors.ProxyRefused), "Check -Proxy and -ProxyCredential, or the environment variables http_proxy, https_proxy, and all_proxy. Also check that the proxy allows connections to the server in the message." },
        { nameof(ConnectionErrors.TlsFailed), "Check the clock of this computer. If the server's certificate was issued by a private certification authority, specify -CertificateAuthorityPath." },
        { nameof(ConnectionErrors.PortalTimeout), ConnectionErrors.LookFirst + " If the portal is slow, connect with a larger -TimeoutSec." },
        { nameof(ConnectionErrors.OutcomeUnknown), ConnectionErrors.LookFirst + " A message that was sent with -IdempotencyKey can be sent again safely." },
        { nameof(ConnectionErrors.AnswerUnexpected), "Check that the URL is the REST interface of a Bitrix24 portal. Use -Debug to show the response without secrets." },
        { nameof(PortalErrors.ParameterNotSerializable), "Use text, numbers, booleans, dates, arrays, hashtables, and PSCustomObject. Convert other objects, for example with Select-Object." },
        { nameof(PortalErrors.ParameterRejected), "Check the parameter values. With Invoke-B24Method, compare -Parameter with the documentation of the method." },
        { nameof(PortalErrors.ListNotFollowed), "Omit -All, and use the paging parameters that the method documents." },
        { nameof(BatchErrors.BatchCommandInvalid), "Specify each command as a hashtable or an object with the property Method and, optionally, Parameter and Key. Key is the command's name in the batch." },
        { nameof(BatchErrors.BatchHalted), "Fix the command that failed first, and run this command again. Without -Halt, the commands after a failed command also run." },
        { nameof(BatchErrors.BatchTooLong), "Specify at most 50 commands in a batch. Invoke-B24Batch splits longer lists." },
        { nameof(AuthorizationErrors.RefreshDataMissing), "Connect again with Connect-B24OAuth, and specify all values that the message names." },
        { nameof(AuthorizationErrors.AuthorizationMissing), "Specify -AccessToken, -RefreshToken with -Scope, or -AuthorizationCode. To use a saved profile, run Connect-B24Profile." },
        { nameof(AuthorizationErrors.AuthorizationOfAnotherPortal), "Use -Domain to specify the portal of the authorization, or authorize the application on the portal that you want to use." },
        { nameof(AuthorizationErrors.RefreshTokenRejected), "Authorize the application again, and connect with -AuthorizationCode. If you use a profile, remove it first, because its tokens take precedence over the parameters." },
        { nameof(AuthorizationErrors.ApplicationRejected), "Compare -ClientId and -ClientSecret with the application's settings page, and check that the application is installed on the portal." },
        { nameof(AuthorizationErrors.AccessTokenExpired), "Connect with -RefreshToken and -Scope to enable token refresh, or with a new -AccessToken." },
        { nameof(AuthorizationErrors.AccessTokenExpiredAgain), "Run Update-B24Token, and try again. If the error occurs again, authorize the application again and check the portal's clock." },
        { nameof(AuthorizationErrors.AuthorizationTypeUnfit), "Call the method in a session of the other type. Use Connect-B24OAuth for methods that require an application, and Connect-B24Webhook for the others." },
        { nameof(AuthorizationErrors.ApplicationNotInstalled), "Install the application on this portal, and complete the installation. Then connect with a new -AuthorizationCode. Compare -ClientId with the application's settings page." },
        { nameof(AuthorizationErrors.ClientIdMissing), "Use the cmdlets, which call imbot.v2. With an incoming webhook, a method of the older imbot interface requires the parameter CLIENT_ID." },
        { nameof(AuthorizationErrors.ScopeInsufficient), "Run Get-B24Permission to list the scopes that the webhook or application has. Add the missing one: 'imbot' for bots, 'im' for im.v2 methods and notifications, 'user' for users, or 'department' for departments." },
        { nameof(AuthorizationErrors.AuthorizationServerSilent), "Check -AuthorizationServer, and check that this computer can reach that server. Then run the cmdlet again. If the server rejects the authorization code or refresh token, it was already used; authorize the application again." },
        { nameof(TokenStoreErrors.TokenStoreUnreadable), "Specify another file with -TokenStore. Alternatively, move this file away, and connect with a new authorization code." },
        { nameof(TokenStoreErrors.TokenStoreOfAnotherAccount), "Run as the account that created the token store, or specify another file with -TokenStore." },
        { nameof(TokenStoreErrors.TokenStoreOfAnotherApplication), "Use -TokenStore to specify a separate file for each application and portal." },
        { nameof(TokenStoreErrors.TokenStoreWithProfile), "Specify only one place for the tokens: -TokenStore, -SaveProfile, or the script blocks -OnTokenRead and -OnTokenRefresh." },
        { nameof(TokenStoreErrors.TokenRefreshBlockMissing), "Also specify -OnTokenRefresh. A refresh invalidates the tokens in the vault, so the new tokens must be saved." },
        { nameof(TokenStoreErrors.TokenVaultNotRead), "Test the script block of -OnTokenRead separately. It must return nothing, the refresh token, or one object with RefreshToken and, optionally, AccessToken, Scope, and Domain." },
        { nameof(TokenStoreErrors.TokenVaultOutOfReach), "Run Update-B24Token in the runspace that connected, before the parallel work starts. Alternatively, connect in each runspace, or use -TokenStore or -SaveProfile." },
        { nameof(TokenStoreErrors.TokenVaultBusy), "Don't use this session inside -OnTokenRead and -OnTokenRefresh. Use another session if the script block needs one." },
        { nameof(SessionErrors.SessionMissing), "Run Connect-B24Webhook, Connect-B24OAuth, or Connect-B24Profile first, or specify -Session. From another runspace, use -Session $using:s." },
        { nameof(SessionErrors.SessionNotFound), "Run Get-B24Session -All to list the sessions of this runspace." },
        { nameof(SessionErrors.SessionNameAmbiguous), "Specify a unique name with -Name when you connect, or specify the session object, for example from Connect-B24Webhook -PassThru." },
        { nameof(SessionErrors.SessionDeserialized), "Connect inside the job, for example with Connect-B24Profile, which keeps secrets out of the script. Alternatively, use Start-ThreadJob instead of Start-Job." },
        { nameof(SessionErrors.ProfileExists), "Nothing was changed. Use -Force to replace the profile, or specify another name with -SaveProfile." },
        { nameof(SessionErrors.ProfileNotFound), "Save the profile with Connect-B24Webhook or Connect-B24OAuth and -SaveProfile, as the account that uses it. To list the profiles of this account, use Get-B24Profile." },
        { nameof(SessionErrors.ProfileUnreadable), "Save the profile again with -SaveProfile, or remove it with Remove-B24Profile." },
        { nameof(SessionErrors.ProfileOfAnotherAccount), "Run Connect-B24Webhook or Connect-B24OAuth with -SaveProfile once as the account of the task. On Windows, you can also save the profile with -ProfileScope LocalMachine." },
        { nameof(SessionErrors.ProfileScopeUnsupported), "Omit -ProfileScope, and save the profile as the account that uses it." },

        // Bots, chats, slash commands, and files.
        { nameof(BotErrors.BotTokenLengthInvalid), "Specify a token of 1 to 40 characters. To have Register-B24Bot create a token, omit -BotToken. A registered bot can have a longer token; specify it with Connect-B24Webhook or Set-B24Session." },
        { nameof(BotErrors.BotTokenMissing), "Specify the bot's token with -BotToken when you connect, or with Set-B24Session. To create a bot, use Register-B24Bot." },
        { nameof(BotErrors.BotIdMissing), "Use -BotId to specify the ID or code of the bot, or set a default bot with Set-B24Session -BotId. With an incoming webhook, also specify -BotToken when you connect. To create a bot, use Register-B24Bot." },
        { nameof(BotErrors.BotTokenUnderOAuth), "Omit -NewBotToken. A bot of an OAuth application has no bot token." },
        { nameof(BotErrors.WebhookUriInvalid), "Specify an absolute HTTP or HTTPS URL that the portal can reach, such as https://bots.example.com/duty. The portal doesn't accept localhost." },
        { nameof(BotErrors.WebhookUriMissing), "Specify -WebhookUri together with -EventMode webhook. Without a URL, the portal can't deliver events." },
        { nameof(BotErrors.WebhookUriUnused), "Specify -EventMode webhook together with -WebhookUri. In fetch mode, the portal ignores the URL without an error." },
        { nameof(BotErrors.AvatarNotPicture), "Use -AvatarPath to specify a PNG, JPEG, GIF, BMP, or WebP file of at most 5000 by 5000 pixels." },
        { nameof(BotErrors.AvatarTooLarge), "Use -AvatarPath to specify a picture of at most 5000 by 5000 pixels." },
        { nameof(BotErrors.BotNotFound), "Check the ID or code of the bot. To list your bots, use Get-B24Bot, which works even if the session was connected with a wrong -BotId." },
        { nameof(BotErrors.BotTypeNotAllowed), "Use a bot that was registered with -Type supervisor or personal. The type of a bot can't be changed." },
        { nameof(BotErrors.BotCodeTaken), "Choose another -Code, or use the token that the bot with this code was registered with." },
        { nameof(BotErrors.BotCodeMissing), "Use -Code to specify a code of 1 to 50 characters that no other bot of the portal uses." },
        { nameof(BotErrors.BotNameMissing), "Use -DisplayName to specify the name that people see." },
        { nameof(BotErrors.BotTypeInvalid), "Specify bot, supervisor, personal, or openline for -Type." },
        { nameof(BotErrors.EventModeInvalid), "Specify fetch or webhook for -EventMode." },
        { nameof(BotErrors.BotRegisterFailed), "Check that -Code has at most 50 characters. If it does, try again later or ask the portal administrator." },
        { nameof(BotErrors.BotUnregisterFailed), "Check with Get-B24Bot whether the bot still exists, and try again." },
        { nameof(BotErrors.BotLimitExceeded), "Unregister a bot that you no longer need. To list your bots, use Get-B24Bot. An application can have 100 bots." },
        { nameof(BotErrors.BotTokenRotationFailed), "Use -NewBotToken to specify a token that no other bot uses. The old token remains valid." },
        { nameof(ChatErrors.DialogIdInvalid), "Specify chatN for a chat (chat5), a user ID for a private dialog (17), or sgN for a workgroup chat (sg3). To find a user ID, use Get-B24User with -Email or -Name." },
        { nameof(ChatErrors.DialogIdMissing), "Specify -DialogId, or pipe objects that have a DialogId or UserId property. In a handler of Start-B24Bot, the dialog of the event is the default." },
        { nameof(ChatErrors.UserIdMissing), "Specify at least one user ID with -UserId." },
        { nameof(ChatErrors.UserNotFound), "Check the user ID or email address. To include dismissed users, use -IncludeInactive. Searching by email address requires the scope 'user'; the scope 'user_brief' doesn't include email addresses." },
        { nameof(ChatErrors.DepartmentNotFound), "Run Invoke-B24Method department.get -All to list the IDs and names of the departments." },
        { nameof(ChatErrors.NotificationNotSent), "Check with Get-B24User that the user exists and is active." },
        { nameof(SlashCommandErrors.CommandIdMissing), "Specify -CommandId. In a handler of Start-B24Bot that handles a slash command, the command of the event is the default." },
        { nameof(SlashCommandErrors.CommandNameInvalid), "Use -Command to specify one word of at most 255 characters, with or without the leading slash. The text that people write after a space becomes the command's parameters." },
        { nameof(SlashCommandErrors.CommandTextTooLong), "Shorten -Title or -CommandParameter to 255 characters in each language." },
        { nameof(SlashCommandErrors.CommandTitleMissing), "Specify -Title for each language of -CommandParameter. A command without -Hidden needs a title." },
        { nameof(SlashCommandErrors.CommandNotFound), "Run Get-B24BotCommand to list the bot's slash commands and their IDs." },
        { nameof(SlashCommandErrors.CommandNameAmbiguous), "Use -CommandId to specify the ID of one of the commands. To list them, use Get-B24BotCommand." },
        { nameof(SlashCommandErrors.CommandNameTaken), "Choose another name for -Command, or change the existing command. To list the commands, use Get-B24BotCommand." },
        { nameof(SlashCommandErrors.CommandNamesMissing), "For -OnCommand, specify a hashtable with command names as keys. Alternatively, register the commands with Register-B24BotCommand and omit -RegisterCommands." },
        { nameof(FileErrors.FileNotFound), "Check the path. A relative path starts at the current PowerShell location." },
        { nameof(FileErrors.FileNameInvalid), "Rename the file, or specify another name with -Name. A name has at most 255 characters, no folders, and no control characters, and it can't be blank or 0." },
        { nameof(FileErrors.FileExists), "Nothing was changed. Use -Force to overwrite the existing file, or specify another -Destination. Save files that have the same name to different folders." },
        { nameof(FileErrors.FileLinkRefused), "Run the cmdlet again to get a new download link. If the error occurs again, check on the portal whether the file still exists." },
        { nameof(FileErrors.FileContentRejected), "Send the file again with Send-B24BotFile or Send-B24UserFile. With Invoke-B24Method, specify the content as Base64 without a data: prefix." },
        { nameof(FileErrors.FileOnPortalNotFound), "Check the file ID, which Send-B24BotFile returns as FileId. The file may have been deleted." },
        { nameof(FileErrors.FileAccessDenied), "Add the bot to the chat that the file was sent to, because the portal checks the bot's right to read the file. Save-B24UserFile uses the rights of the session's user instead." },

        // Messages, keyboards, and attachments.
        { nameof(MessageErrors.MessageIdMissing), "Specify -MessageId. In a handler of Start-B24Bot, the message of the event is the default." },
        { nameof(MessageErrors.MessageEmpty), "Use -Message to specify a text with at least one visible character. The portal removes spaces at both ends." },
        { nameof(MessageErrors.MessageTooLong), "Shorten the text to 20,000 characters, or use -Split to send it in parts. The portal would truncate the text without an error." },
        { nameof(MessageErrors.MessageNotText), "Convert the object to text with Out-String, and send it with -AsCode. You can also convert it to a table with ConvertTo-B24Attachment, or send one of its properties." },
        { nameof(MessageErrors.StreamNotPossible), "Omit the other parameter. Alternatively, collect the text first and send it without -Stream." },
        { nameof(MessageErrors.PipelineInputUnused), "Specify the message by the pipeline or with -Message, but not both. Other objects need a property that has the name of a parameter, such as DialogId or UserId. To use another property, specify a script block, such as -DialogId { $_.Id }." },
        { nameof(MessageErrors.IdempotencyKeyWithSystem), "Omit -System or -IdempotencyKey. The portal doesn't detect duplicates of system messages." },
        { nameof(MessageErrors.IdempotencyKeyWithForward), "Omit -ForwardMessageId or -IdempotencyKey. The portal doesn't detect duplicates of forwarded messages." },
        { nameof(MessageErrors.MessageChangeMissing), "Specify -Message, -Attachment, -Keyboard, -RemoveKeyboard, or -NoUrlPreview." },
        { nameof(MessageErrors.MessageWouldBeDeleted), "Specify a text, an attachment, or a keyboard. To delete the message, use Remove-B24BotMessage." },
        { nameof(MessageErrors.ReplyRejected), "Use -ReplyTo to specify a message of the same dialog." },
        { nameof(MessageErrors.ReactionUnknown), "Press Tab after -Reaction to list the supported reactions. To send a newer reaction, use Invoke-B24Method." },
        { nameof(MessageErrors.ReactionNotFound), "Press Tab after -Reaction to list the supported reactions. You can remove only a reaction that the bot added." },
        { nameof(MessageErrors.ReactionAlreadySet), "The message already has the reaction, so no action is needed. Add-B24BotReaction treats this response as success." },
        { nameof(ContentErrors.MentionInvalid), "Specify a hashtable of names and user IDs, such as -Mention @{ ivan = 17; team = 'all' }. Use 'all' to mention everyone in the chat." },
        { nameof(ContentErrors.ButtonActionInvalid), "Specify exactly one of -Link, -Command, -Action with -Value, or -AppId for each button. For -Command, use the name of a registered command, and specify its parameters with -CommandArgument." },
        { nameof(ContentErrors.KeyboardEmpty), "Add at least one button to the keyboard. Line breaks don't count as buttons. To remove a keyboard, use Set-B24BotMessage -RemoveKeyboard." },
        { nameof(ContentErrors.KeyboardRejected), "Create the keyboard with New-B24Keyboard and New-B24KeyboardButton, which validate it. Each button needs a text and one action." },
        { nameof(ContentErrors.AttachmentTooLarge), "Use fewer or shorter blocks, or send several messages. For a table, limit the rows with -First and the columns with -Property." },
        { nameof(ContentErrors.AttachmentBlockInvalid), "Add the missing values to the block. The portal drops incomplete blocks without an error. To create blocks, use New-B24AttachmentBlock. To create a table from objects, use ConvertTo-B24Attachment." },
        { nameof(ContentErrors.AttachmentRejected), "Create the attachment with New-B24Attachment or ConvertTo-B24Attachment, which validate it. An attachment needs at least one complete block and must be shorter than 60,000 characters." },
        { nameof(ContentErrors.TableColumnInvalid), "Specify property names, wildcards, script blocks, or calculated properties for -Property, such as @{ Name = 'GB'; Expression = { $_.Length / 1GB } }." },
        { nameof(ContentErrors.ObjectFormatted), "Remove the Format cmdlet from the pipeline, and choose the columns with ConvertTo-B24Attachment -Property. To send formatted text, use Out-String and Send-B24BotMessage -AsCode." },

        // Events, questions, handlers, and functions.
        { nameof(EventErrors.EventModeUnfit), "To read events from the queue, run Set-B24Bot -EventMode fetch, which removes the bot's event handlers. To receive events over HTTP, run Set-B24Bot -EventMode webhook -WebhookUri, which deletes the queued events." },
        { nameof(EventErrors.ApplicationTokenMissing), "Specify -ApplicationToken. For an application, use the application_token that the portal sent at installation. For a bot of an incoming webhook, use its bot token." },
        { nameof(EventErrors.ListenUriInvalid), "Use -ListenUri to specify an IP address of this computer, a port, and a path, such as http://127.0.0.1:8080/b24/. Use Set-B24Bot -WebhookUri to specify the public URL that the portal calls." },
        { nameof(EventErrors.ListenPortBusy), "Choose another port for -ListenUri, or end the program that uses this port." },
        { nameof(EventErrors.UserEventsNotPushed), "Omit -IncludeUserEvents when you use -ListenUri. The portal doesn't push user events; read them with Get-B24UserEvent." },
        { nameof(EventErrors.UserEventsNotKept), "Run Register-B24UserEvent first, or omit -IncludeUserEvents." },
        { nameof(EventErrors.EventNotAwaited), "Confirm the event objects that Watch-B24BotEvent -ManualConfirm returned in this process. Without -ManualConfirm, events are confirmed automatically." },
        { nameof(QuestionErrors.ReplyNotHeard), "Use -Choice, whose buttons work in every chat, or ask in a private dialog. A bot of the type supervisor or personal receives all messages." },
        { nameof(QuestionErrors.ReplyReaderMissing), "Run Start-B24Bot or Watch-B24BotEvent with -ListenUri on this computer under this account, or run Set-B24Bot -EventMode fetch." },
        { nameof(QuestionErrors.ReplyNotAsked), "Specify a longer -Timeout, or use -Choice. Only one question that expects a text answer can be open in a dialog at a time." },
        { nameof(HandlerErrors.HandlerInvalid), "Specify a script block. For -OnCommand, you can also specify a hashtable of script blocks: -OnCommand @{ help = { ... }; status = { ... } }." },
        { nameof(HandlerErrors.HandlerMissing), "Specify at least one of -OnMessage, -OnCommand, -OnJoin, -OnReaction, and -OnEvent." },
        { nameof(HandlerErrors.HandlerFailed), "The bot continues with the next event. Fix the handler. Use -RetryCount to retry, or -DeadLetterPath to save failed events." },
        { nameof(HandlerErrors.HandlerTimedOut), "Make the handler faster, or increase -HandlerTimeout. The time that Request-B24BotReply waits doesn't count." },
        { nameof(HandlerErrors.HandlerPrompted), "Specify all parameters of the command. Add -Confirm:$false if it asks for confirmation. To ask a person in a chat, use Request-B24BotReply." },
        { nameof(HandlerErrors.RunspaceRestricted), "Omit -ThrottleLimit. Handlers then run one at a time in this runspace and use the commands that it allows." },
        { nameof(FunctionErrors.FunctionNotFound), "Define the functions or import their module first. Then use -Function to specify function names, cmdlet names, wildcards, CommandInfo objects, or modules from Get-Module." },
        { nameof(FunctionErrors.FunctionRefused), "Remove the command from -Function, or write a wrapper function that takes text, numbers, dates, or switches. For the supported commands, see about_B24ChatCommands." },
        { nameof(FunctionErrors.FunctionNotCarried), "Use -Variable to specify the variables that the function uses. Alternatively, put the function with its classes and helper functions into a module, and import the module before the bot starts." },
        { nameof(FunctionErrors.FunctionRuleInvalid), "For -FunctionRule, specify a hashtable with function names as keys: @{ 'Restart-*' = @{ Allow = 'department:7'; Approve = 'manager:chat5'; Limit = '5/1h' } }. For the keys of a rule, see about_B24ChatCommands." },
        { nameof(FunctionErrors.ScheduleInvalid), "Specify hashtables for -Schedule, such as @{ Line = '/get-report -Top 5'; Cron = '0 8 * * 1-5'; DialogId = 'chat5'; TimeZone = 'Europe/Moscow' }. The line must contain all values that its function requires." },
        { nameof(FunctionErrors.AuditNotWritten), "The bot continues, but runs no functions until the audit works again. Grant this account write access to the file and its folder, free disk space, or specify another file with -AuditPath." },
        { nameof(FunctionErrors.AllowMissing), "Use -Allow to specify the people who may run the functions: user IDs, department:7, department:7+, chat:chat5, manager:chat5, owner:chat5, or Everyone." },
    };

    /// <summary>Gets the recommended action for an error kind.</summary>
    public static string GetAdvice(ErrorKind kind) => Texts.TryGetValue(kind.Id, out string? text) ? text : kind.Advice;

    /// <summary>Copies an error with the recommended action for PowerShell.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="advice">The recommended action, if the one of the error kind doesn't fit the cmdlet.</param>
    public static B24Exception For(B24Exception exception, string? advice = null) => new(exception) { Recommendation = advice ?? exception.Recommend(GetAdvice) };

    /// <summary>
    /// Gets the recommended action for cmdlets that call any method, if the portal refused a value of -Parameter. The error's own advice is for the cmdlet of the method.
    /// </summary>
    public static string? OnAnyMethod(B24Exception exception) =>
        exception is { PortalCode: not null, Method: { } method }
        && (exception.Kind.Group == ErrorGroup.Argument || exception.Kind == BotErrors.BotIdMissing)
        && ApiMethod.Parse(method).Parameters is { Length: > 0 } parameters
            ? $"Check the names and types in -Parameter. The parameters of {method} are: {parameters}. A dialogId must be text, even for a user ('17')."
            : null;
}
