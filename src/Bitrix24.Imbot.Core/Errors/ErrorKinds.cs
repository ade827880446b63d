namespace Bitrix24.Imbot.Core.Errors;

/// <summary>
/// The table of everything that can go wrong. The id of a row is the name of its property, so that neither can drift;
/// ids are a promise to scripts and never change.
/// </summary>
public static class ErrorKinds
{
    /// <summary>The advice where it is not known what became of a call.</summary>
    internal const string LookFirst = "The call may have been executed: look at the portal before you repeat it.";

    /// <summary>How a service gets a folder to which it can write.</summary>
    private const string StateDirectory = "For a systemd service, set StateDirectory=b24bot and Environment=BITRIX24_IMBOT_STATE=%S/b24bot.";

    // Addresses and arguments

    /// <summary>The text is no web address.</summary>
    public static ErrorKind PortalAddressInvalid { get; } = new(
        nameof(PortalAddressInvalid),
        ErrorGroup.Argument,
        "Give the portal's host name, such as portal.bitrix24.com, or its address, such as https://portal.example.com:8443.");

    /// <summary>The text is no address of an incoming webhook.</summary>
    public static ErrorKind WebhookAddressInvalid { get; } = new(
        nameof(WebhookAddressInvalid),
        ErrorGroup.Argument,
        "Copy the whole address from the portal: Developer resources > Other > Incoming webhook. It looks like https://portal/rest/17/code/.");

    /// <summary>User id or code is missing from the webhook's address.</summary>
    public static ErrorKind WebhookAddressIncomplete { get; } = new(
        nameof(WebhookAddressIncomplete),
        ErrorGroup.Argument,
        "Copy the whole address from the portal, with the user id and the code: https://portal/rest/17/code/.");

    /// <summary>The webhook's code is too short or has characters that no code has.</summary>
    public static ErrorKind WebhookCodeIncomplete { get; } = new(
        nameof(WebhookCodeIncomplete),
        ErrorGroup.Argument,
        "Only a part of the webhook's code was given. Copy the whole address from the portal once more.");

    /// <summary>Plain HTTP to another machine would show the credentials to everyone on the way.</summary>
    public static ErrorKind PlainHttpRefused { get; } = new(
        nameof(PlainHttpRefused),
        ErrorGroup.Argument,
        "Use https://. Plain http:// is accepted for addresses of this machine only, such as http://127.0.0.1:8024.");

    /// <summary>A bot token is empty, or a new one is longer than 40 characters.</summary>
    public static ErrorKind BotTokenLengthInvalid { get; } = new(
        nameof(BotTokenLengthInvalid),
        ErrorGroup.Argument,
        "Give a new token 1 to 40 characters, or leave -BotToken out of Register-B24Bot to have one created. A longer token of a bot that is registered already works in Connect-B24Webhook and Set-B24Session.");

    /// <summary>A method of imbot.v2 needs a bot token under a webhook, and there is none.</summary>
    public static ErrorKind BotTokenMissing { get; } = new(
        nameof(BotTokenMissing),
        ErrorGroup.State,
        "Give -BotToken the token that the bot was registered with, when you connect or with Set-B24Session. If you have no bot yet, create one with Register-B24Bot.");

    /// <summary>No bot was named and the session has no default one.</summary>
    public static ErrorKind BotIdMissing { get; } = new(
        nameof(BotIdMissing),
        ErrorGroup.State,
        "Give -BotId the ID or the code of the bot, or make it the default with Set-B24Session -BotId; under an incoming webhook, connect with its -BotToken as well. If you have no bot yet, create one with Register-B24Bot.");

    /// <summary>The text names no dialog.</summary>
    public static ErrorKind DialogIdInvalid { get; } = new(
        nameof(DialogIdInvalid),
        ErrorGroup.Argument,
        "Give chatN for a chat (chat5), the user's number for a private dialog (17), or sgN for a workgroup's chat (sg3). Get-B24User finds the number of a person by -Email or -Name.");

    /// <summary>No dialog was named.</summary>
    public static ErrorKind DialogIdMissing { get; } = new(
        nameof(DialogIdMissing),
        ErrorGroup.Argument,
        "Pass -DialogId, or objects with a property DialogId or UserId. It can be left out in a handler of Start-B24Bot, whose event has a dialog.");

    /// <summary>No message was named.</summary>
    public static ErrorKind MessageIdMissing { get; } = new(
        nameof(MessageIdMissing),
        ErrorGroup.Argument,
        "Pass -MessageId. It can be left out in a handler of Start-B24Bot, whose event has a message.");

    /// <summary>No command was named.</summary>
    public static ErrorKind CommandIdMissing { get; } = new(
        nameof(CommandIdMissing),
        ErrorGroup.Argument,
        "Pass -CommandId. It can be left out in a handler of Start-B24Bot whose event is a command.");

    /// <summary>There is nothing to send.</summary>
    public static ErrorKind MessageEmpty { get; } = new(
        nameof(MessageEmpty),
        ErrorGroup.Argument,
        "Give -Message a text with at least one visible character; the portal cuts blanks at both ends.");

    /// <summary>The text is longer than the portal keeps.</summary>
    public static ErrorKind MessageTooLong { get; } = new(
        nameof(MessageTooLong),
        ErrorGroup.Argument,
        "Shorten the text to 20,000 characters, or send it in parts with -Split; the portal would cut the rest without an error.");

    /// <summary>Something other than text was given as a message.</summary>
    public static ErrorKind MessageNotText { get; } = new(
        nameof(MessageNotText),
        ErrorGroup.Argument,
        "Turn the object into text first, for example with Out-String (and send it with -AsCode), or into a table with ConvertTo-B24Attachment, or pick one of its properties.");

    /// <summary>A text that arrives in pieces can't be sent this way.</summary>
    public static ErrorKind StreamNotPossible { get; } = new(
        nameof(StreamNotPossible),
        ErrorGroup.Argument,
        "Leave the other parameter out, or collect the text first and send it without -Stream.");

    /// <summary>An object from the pipeline gives nothing to what is sent.</summary>
    public static ErrorKind PipelineInputUnused { get; } = new(
        nameof(PipelineInputUnused),
        ErrorGroup.Argument,
        "Give the message either by the pipeline or by -Message. Other objects must have a property that is named like a parameter, for example DialogId or UserId; or choose one with a script block, such as -DialogId { $_.Id }.");

    /// <summary>The text cannot be a method's name.</summary>
    public static ErrorKind MethodNameInvalid { get; } = new(
        nameof(MethodNameInvalid),
        ErrorGroup.Argument,
        "Give the method's name as the documentation writes it, for example imbot.v2.Chat.Message.send, without address and without parameters.");

    /// <summary>A parameter has a name that the portal keeps for itself.</summary>
    public static ErrorKind ParameterReserved { get; } = new(
        nameof(ParameterReserved),
        ErrorGroup.Argument,
        "Leave the parameter out. The bot's token is called botToken, and the session puts it in by itself.");

    /// <summary>A value has no form in JSON.</summary>
    public static ErrorKind ParameterNotSerializable { get; } = new(
        nameof(ParameterNotSerializable),
        ErrorGroup.Argument,
        "Use text, numbers, booleans, dates, arrays, hashtables and PSCustomObject; turn other objects into these, for example with Select-Object.");

    /// <summary>A value contains itself, or is nested deeper than the portal would read.</summary>
    public static ErrorKind ParameterCyclic { get; } = new(
        nameof(ParameterCyclic),
        ErrorGroup.Argument,
        "Take the reference to the parent out of the object; nesting may be 64 levels deep.");

    /// <summary>A command of a batch is no hashtable or object with a method.</summary>
    public static ErrorKind BatchCommandInvalid { get; } = new(
        nameof(BatchCommandInvalid),
        ErrorGroup.Argument,
        "Give each command as a hashtable or an object: Method is the method's name, Parameter its parameters, Key the command's name in the batch; the last two may be left out.");

    /// <summary>A method cannot be called inside a batch.</summary>
    public static ErrorKind BatchMethodNotAllowed { get; } = new(
        nameof(BatchMethodNotAllowed),
        ErrorGroup.Argument,
        "Call the method by itself: a portal lets no batch in a batch, and no upload or download of files.");

    /// <summary>The name of a command cannot be one, or is taken.</summary>
    public static ErrorKind BatchKeyInvalid { get; } = new(
        nameof(BatchKeyInvalid),
        ErrorGroup.Argument,
        "Give each command a key of its own, made of letters, digits, _ and -; without a key the commands are called cmd1, cmd2 and so on.");

    /// <summary>A parameter cannot be written as text in a batch.</summary>
    public static ErrorKind BatchValueImpossible { get; } = new(
        nameof(BatchValueImpossible),
        ErrorGroup.Argument,
        "Leave the parameter out, or call the method by itself: a batch takes text, numbers, booleans, dates, and lists and maps of these that are not empty.");

    /// <summary>A command refers to the result of one that goes with another request.</summary>
    public static ErrorKind BatchReferenceOutOfReach { get; } = new(
        nameof(BatchReferenceOutOfReach),
        ErrorGroup.Argument,
        "Results can be referred to within 50 commands that go in one request. Put the two commands nearer to each other, or take the value from the first one's result.");

    /// <summary>A command was not run because one before it had failed.</summary>
    public static ErrorKind BatchHalted { get; } = new(
        nameof(BatchHalted),
        ErrorGroup.State,
        "Mend the command that failed first, and run this one again; without -Halt the commands behind a failed one are run all the same.");

    /// <summary>One idempotency key was used twice for one dialog in one pipeline.</summary>
    public static ErrorKind IdempotencyKeyRepeated { get; } = new(
        nameof(IdempotencyKeyRepeated),
        ErrorGroup.Argument,
        "Use one key for each message, for example by adding a number or a date to it; the portal would drop the second message.");

    /// <summary>An idempotency key does not work for system messages.</summary>
    public static ErrorKind IdempotencyKeyWithSystem { get; } = new(
        nameof(IdempotencyKeyWithSystem),
        ErrorGroup.Argument,
        "Leave out -System or -IdempotencyKey: the portal does not recognise a repeated system message.");

    /// <summary>An idempotency key does not work for what is forwarded.</summary>
    public static ErrorKind IdempotencyKeyWithForward { get; } = new(
        nameof(IdempotencyKeyWithForward),
        ErrorGroup.Argument,
        "Leave out -ForwardMessageId or -IdempotencyKey: the portal does not recognise what was forwarded before.");

    /// <summary>A bot token cannot be changed under OAuth.</summary>
    public static ErrorKind BotTokenUnderOAuth { get; } = new(
        nameof(BotTokenUnderOAuth),
        ErrorGroup.Argument,
        "Leave -NewBotToken out: a bot that was registered by an OAuth application has none to change.");

    /// <summary>A cmdlet that changes something was told nothing to change.</summary>
    public static ErrorKind NothingToChange { get; } = new(
        nameof(NothingToChange),
        ErrorGroup.Argument,
        "Give at least one parameter that says what shall be different.");

    /// <summary>The address for a bot's events is none that the portal would take.</summary>
    public static ErrorKind WebhookUriInvalid { get; } = new(
        nameof(WebhookUriInvalid),
        ErrorGroup.Argument,
        "Give -WebhookUri a whole http or https address that the portal can reach, such as https://bots.example.com/duty; localhost is not accepted.");

    /// <summary>Event mode webhook without an address.</summary>
    public static ErrorKind WebhookUriMissing { get; } = new(
        nameof(WebhookUriMissing),
        ErrorGroup.Argument,
        "Give -WebhookUri together with -EventMode webhook; without an address the portal would deliver nothing.");

    /// <summary>An address for events of a bot whose event mode is fetch.</summary>
    public static ErrorKind WebhookUriUnused { get; } = new(
        nameof(WebhookUriUnused),
        ErrorGroup.Argument,
        "Give -EventMode webhook together with -WebhookUri; in mode fetch the portal drops the address without an error.");

    /// <summary>A reaction that the portal does not know.</summary>
    public static ErrorKind ReactionUnknown { get; } = new(
        nameof(ReactionUnknown),
        ErrorGroup.Argument,
        "Press Tab behind -Reaction to see the known ones; a newer one can be sent with Invoke-B24Method.");

    /// <summary>A time that is too short or too long.</summary>
    public static ErrorKind DurationInvalid { get; } = new(
        nameof(DurationInvalid),
        ErrorGroup.Argument,
        "Give a time in the range that the message names, as a number of seconds or as a TimeSpan.");

    /// <summary>The text cannot be a slash command's name.</summary>
    public static ErrorKind CommandNameInvalid { get; } = new(
        nameof(CommandNameInvalid),
        ErrorGroup.Argument,
        "Give -Command one word of at most 255 characters without spaces, with or without the slash before it. What people write after a space are the command's parameters.");

    /// <summary>The title or the parameter text of a slash command is longer than the portal stores.</summary>
    public static ErrorKind CommandTextTooLong { get; } = new(
        nameof(CommandTextTooLong),
        ErrorGroup.Argument,
        "Shorten -Title or -CommandParameter to 255 characters in each language.");

    /// <summary>A slash command that people see has no title, or parameters come without the title of their language.</summary>
    public static ErrorKind CommandTitleMissing { get; } = new(
        nameof(CommandTitleMissing),
        ErrorGroup.Argument,
        "Give -Title for each language of -CommandParameter, and for every command that is not registered with -Hidden.");

    /// <summary>The file is no picture of a kind that the portal shows.</summary>
    public static ErrorKind AvatarNotPicture { get; } = new(
        nameof(AvatarNotPicture),
        ErrorGroup.Argument,
        "Give -AvatarPath a PNG, JPEG, GIF, BMP or WebP file of at most 5000 by 5000 pixels.");

    /// <summary>The file cannot be read.</summary>
    public static ErrorKind FileUnreadable { get; } = new(
        nameof(FileUnreadable),
        ErrorGroup.Storage,
        "Check the path and that this account may read the file.");

    /// <summary>No file stands behind the path.</summary>
    public static ErrorKind FileNotFound { get; } = new(
        nameof(FileNotFound),
        ErrorGroup.NotFound,
        "Check the path. A path that is not absolute begins at the current location of PowerShell.");

    /// <summary>The path is a folder, or lies on a drive that has no files.</summary>
    public static ErrorKind PathNotFile { get; } = new(
        nameof(PathNotFile),
        ErrorGroup.Argument,
        "Give the path of a file, on a drive of the file system.");

    /// <summary>The file has no content, which the portal refuses.</summary>
    public static ErrorKind FileEmpty { get; } = new(
        nameof(FileEmpty),
        ErrorGroup.Argument,
        "Send a file with at least one byte; the portal takes no empty one.");

    /// <summary>The file is larger than the portal takes.</summary>
    public static ErrorKind FileTooLarge { get; } = new(
        nameof(FileTooLarge),
        ErrorGroup.Limit,
        "Send a file of less than 100 MiB (104,857,600 bytes), for example compressed or in parts, or upload it to the portal's Drive and send a link.");

    /// <summary>The text cannot be a file's name on the portal.</summary>
    public static ErrorKind FileNameInvalid { get; } = new(
        nameof(FileNameInvalid),
        ErrorGroup.Argument,
        "Give a name without folders and without control characters, which is neither blank nor 0, at most 255 characters, or name it with -Name.");

    /// <summary>The file was changed while it was sent.</summary>
    public static ErrorKind FileChanged { get; } = new(
        nameof(FileChanged),
        ErrorGroup.Storage,
        "Nothing was sent. Copy the file first if another program writes to it, and send the copy.");

    /// <summary>A file of this name is there already.</summary>
    public static ErrorKind FileExists { get; } = new(
        nameof(FileExists),
        ErrorGroup.Conflict,
        "Nothing was changed. Use -Force to put the new file in the place of an older one, or give another -Destination; files of one name need folders of their own.");

    /// <summary>A downloaded file cannot be written.</summary>
    public static ErrorKind FileNotWritten { get; } = new(
        nameof(FileNotWritten),
        ErrorGroup.Storage,
        "Nothing was left behind. Check that the folder exists, that this account may write to it, and that the disk has room.");

    /// <summary>The portal does not take the link that it gave.</summary>
    public static ErrorKind FileLinkRefused { get; } = new(
        nameof(FileLinkRefused),
        ErrorGroup.Answer,
        "Run the cmdlet again, which asks for a new link; if it stays, look on the portal whether the file is still there.");

    /// <summary>The file of trusted authorities cannot be used.</summary>
    public static ErrorKind CertificateAuthorityUnreadable { get; } = new(
        nameof(CertificateAuthorityUnreadable),
        ErrorGroup.Storage,
        "Give a file with one or more certificates in PEM or DER form that this account may read.");

    // Texts, keyboards and attachments

    /// <summary>A value is none of those that the portal knows.</summary>
    public static ErrorKind ValueUnknown { get; } = new(
        nameof(ValueUnknown),
        ErrorGroup.Argument,
        "Use one of the values that the message lists; the portal would drop any other without an error.");

    /// <summary>A link is neither a web address nor a path.</summary>
    public static ErrorKind LinkInvalid { get; } = new(
        nameof(LinkInvalid),
        ErrorGroup.Argument,
        "Give an address that begins with http:// or https://, or a path on the portal that begins with /.");

    /// <summary>A colour is not written as the portal wants it.</summary>
    public static ErrorKind ColorInvalid { get; } = new(
        nameof(ColorInvalid),
        ErrorGroup.Argument,
        "Write the colour as #RGB or #RRGGBB, for example #f00 or #29619b.");

    /// <summary>A size or an id is 0 or less.</summary>
    public static ErrorKind NumberNotPositive { get; } = new(
        nameof(NumberNotPositive),
        ErrorGroup.Argument,
        "Give a number of 1 or more, or leave the value out.");

    /// <summary>A mention leads to nobody.</summary>
    public static ErrorKind MentionInvalid { get; } = new(
        nameof(MentionInvalid),
        ErrorGroup.Argument,
        "Give a table of names and user ids, such as -Mention @{ ivan = 17; team = 'all' }; 'all' is everybody in the chat.");

    /// <summary>A button has nothing written on it.</summary>
    public static ErrorKind ButtonTextMissing { get; } = new(
        nameof(ButtonTextMissing),
        ErrorGroup.Argument,
        "Give the button a text that is neither blank nor 0; the portal drops such buttons without an error.");

    /// <summary>A button does nothing, or more than one thing.</summary>
    public static ErrorKind ButtonActionInvalid { get; } = new(
        nameof(ButtonActionInvalid),
        ErrorGroup.Argument,
        "Give each button exactly one of -Link, -Command, -Action with -Value, or -AppId; a command is the name of a registered one, what it gets goes into -CommandArgument.");

    /// <summary>A button's argument is 0, which the portal takes for none.</summary>
    public static ErrorKind ButtonArgumentLost { get; } = new(
        nameof(ButtonArgumentLost),
        ErrorGroup.Argument,
        "Use another value, such as page=0, or count from 1: a portal takes 0 for an empty argument.");

    /// <summary>A keyboard has no button.</summary>
    public static ErrorKind KeyboardEmpty { get; } = new(
        nameof(KeyboardEmpty),
        ErrorGroup.Argument,
        "Give the keyboard at least one button besides line breaks; to take a keyboard away use Set-B24BotMessage -RemoveKeyboard.");

    /// <summary>A keyboard is larger than the portal keeps.</summary>
    public static ErrorKind KeyboardTooLarge { get; } = new(
        nameof(KeyboardTooLarge),
        ErrorGroup.Limit,
        "Use fewer buttons or shorter texts; the portal would refuse the message.");

    /// <summary>An attachment has no block.</summary>
    public static ErrorKind AttachmentEmpty { get; } = new(
        nameof(AttachmentEmpty),
        ErrorGroup.Argument,
        "Give the attachment at least one block or object.");

    /// <summary>An attachment is larger than the portal keeps.</summary>
    public static ErrorKind AttachmentTooLarge { get; } = new(
        nameof(AttachmentTooLarge),
        ErrorGroup.Limit,
        "Use fewer or shorter blocks and send several messages; a table takes fewer objects with -First and fewer columns with -Property.");

    /// <summary>A block of an attachment lacks what it needs.</summary>
    public static ErrorKind AttachmentBlockInvalid { get; } = new(
        nameof(AttachmentBlockInvalid),
        ErrorGroup.Argument,
        "Give the block what the message names; the portal drops incomplete blocks without an error. New-B24AttachmentBlock makes blocks, and ConvertTo-B24Attachment makes a table of objects.");

    /// <summary>A column of a table cannot be understood, or no object has any of the columns.</summary>
    public static ErrorKind TableColumnInvalid { get; } = new(
        nameof(TableColumnInvalid),
        ErrorGroup.Argument,
        "Give -Property names of properties that the objects have, patterns, script blocks, or calculated properties such as @{ Name = 'GB'; Expression = { $_.Length / 1GB } }.");

    /// <summary>An object was formatted for a terminal before.</summary>
    public static ErrorKind ObjectFormatted { get; } = new(
        nameof(ObjectFormatted),
        ErrorGroup.Argument,
        "Pass the objects without the Format cmdlet, and choose the columns with ConvertTo-B24Attachment -Property. To send the formatted text, use Out-String and Send-B24BotMessage -AsCode.");

    /// <summary>Nothing was given that a message could be changed to.</summary>
    public static ErrorKind MessageChangeMissing { get; } = new(
        nameof(MessageChangeMissing),
        ErrorGroup.Argument,
        "Give -Message, -Attachment, -Keyboard, -RemoveKeyboard or -NoUrlPreview.");

    /// <summary>An empty text would delete the message.</summary>
    public static ErrorKind MessageWouldBeDeleted { get; } = new(
        nameof(MessageWouldBeDeleted),
        ErrorGroup.Argument,
        "Give a text, or an attachment or keyboard that is to stand instead of it; to delete the message use Remove-B24BotMessage.");

    // Sessions and profiles

    /// <summary>No session is to be seen from here.</summary>
    public static ErrorKind SessionMissing { get; } = new(
        nameof(SessionMissing),
        ErrorGroup.State,
        "Run Connect-B24Webhook, Connect-B24OAuth or Connect-B24Profile first, or pass -Session (from another runspace: -Session $using:s).");

    /// <summary>No session has this name.</summary>
    public static ErrorKind SessionNotFound { get; } = new(
        nameof(SessionNotFound),
        ErrorGroup.NotFound,
        "Run Get-B24Session -All to see the names of the sessions of this runspace.");

    /// <summary>Several sessions have this name.</summary>
    public static ErrorKind SessionNameAmbiguous { get; } = new(
        nameof(SessionNameAmbiguous),
        ErrorGroup.Argument,
        "Give each session a name of its own with -Name when you connect, or pass the session object, for example from Connect-B24Webhook -PassThru.");

    /// <summary>The object was a session once, before it was written to text and read back.</summary>
    public static ErrorKind SessionDeserialized { get; } = new(
        nameof(SessionDeserialized),
        ErrorGroup.Argument,
        "Connect inside the job (Connect-B24Profile keeps secrets out of the script), or use Start-ThreadJob instead of Start-Job.");

    /// <summary>A profile of this name holds another connection.</summary>
    public static ErrorKind ProfileExists { get; } = new(
        nameof(ProfileExists),
        ErrorGroup.Conflict,
        "Nothing was changed. Use -Force to replace the profile, or give -SaveProfile another name.");

    /// <summary>There is no profile of this name.</summary>
    public static ErrorKind ProfileNotFound { get; } = new(
        nameof(ProfileNotFound),
        ErrorGroup.NotFound,
        "Save one with -SaveProfile of Connect-B24Webhook or Connect-B24OAuth, run as the account that will use it; Get-B24Profile lists what this account has.");

    /// <summary>The text cannot be a profile's name.</summary>
    public static ErrorKind ProfileNameInvalid { get; } = new(
        nameof(ProfileNameInvalid),
        ErrorGroup.Argument,
        "Use letters from a to z, digits, dots, hyphens and underscores, 1 to 64 of them, beginning with a letter or digit and not ending with a dot; con, nul, com1 and the like are devices on Windows.");

    /// <summary>The profile's file is damaged or was not made by this module.</summary>
    public static ErrorKind ProfileUnreadable { get; } = new(
        nameof(ProfileUnreadable),
        ErrorGroup.Storage,
        "Save the profile again with -SaveProfile, or remove it with Remove-B24Profile.");

    /// <summary>The profile belongs to another account.</summary>
    public static ErrorKind ProfileOfAnotherAccount { get; } = new(
        nameof(ProfileOfAnotherAccount),
        ErrorGroup.Permission,
        "Run Connect-B24Webhook or Connect-B24OAuth with -SaveProfile once as the account of the task, or, on Windows, save it with -ProfileScope LocalMachine.");

    /// <summary>The profile's file could not be written.</summary>
    public static ErrorKind ProfileNotWritten { get; } = new(
        nameof(ProfileNotWritten),
        ErrorGroup.Storage,
        "Check that this account may write to the folder and that the disk has room; the profile that was there before is unchanged.");

    /// <summary>Profiles for the whole machine exist on Windows only.</summary>
    public static ErrorKind ProfileScopeUnsupported { get; } = new(
        nameof(ProfileScopeUnsupported),
        ErrorGroup.Argument,
        "Leave -ProfileScope out, and save the profile as the account that will use it.");

    // Tokens

    /// <summary>The token store is damaged or was not made by this module.</summary>
    public static ErrorKind TokenStoreUnreadable { get; } = new(
        nameof(TokenStoreUnreadable),
        ErrorGroup.Storage,
        "Name another file with -TokenStore, or move this one away and connect with a new authorization code.");

    /// <summary>The token store belongs to another account.</summary>
    public static ErrorKind TokenStoreOfAnotherAccount { get; } = new(
        nameof(TokenStoreOfAnotherAccount),
        ErrorGroup.Permission,
        "Run as the account that made the token store, or name another file with -TokenStore.");

    /// <summary>The token store belongs to another application or portal.</summary>
    public static ErrorKind TokenStoreOfAnotherApplication { get; } = new(
        nameof(TokenStoreOfAnotherApplication),
        ErrorGroup.Argument,
        "Name a file of its own with -TokenStore for each application and portal.");

    /// <summary>The token store could not be written.</summary>
    public static ErrorKind TokenStoreNotWritten { get; } = new(
        nameof(TokenStoreNotWritten),
        ErrorGroup.Storage,
        "Check that this account may write to the folder and that the disk has room; the store that was there before is unchanged.");

    /// <summary>More than one place was named that keeps the tokens: a token store, a profile, script blocks.</summary>
    public static ErrorKind TokenStoreWithProfile { get; } = new(
        nameof(TokenStoreWithProfile),
        ErrorGroup.Argument,
        "Name one place that keeps the tokens: -TokenStore, -SaveProfile, or the script blocks -OnTokenRead and -OnTokenRefresh.");

    /// <summary>A block that reads tokens was given without one that keeps new ones.</summary>
    public static ErrorKind TokenRefreshBlockMissing { get; } = new(
        nameof(TokenRefreshBlockMissing),
        ErrorGroup.Argument,
        "Give -OnTokenRefresh as well: a refresh makes the tokens in the vault useless, and the new ones would be kept nowhere.");

    /// <summary>The block -OnTokenRead failed, or gave what holds no tokens.</summary>
    public static ErrorKind TokenVaultNotRead { get; } = new(
        nameof(TokenVaultNotRead),
        ErrorGroup.Storage,
        "Run what stands in -OnTokenRead by itself; it has to give nothing, the refresh token, or one object with RefreshToken and, if kept, AccessToken, Scope and Domain.");

    /// <summary>The block -OnTokenRefresh failed.</summary>
    public static ErrorKind TokenVaultNotWritten { get; } = new(
        nameof(TokenVaultNotWritten),
        ErrorGroup.Storage,
        "Mend the vault and make another call in this session, which offers the tokens again: until then they live in this session only.");

    /// <summary>The blocks are wanted on behalf of another runspace, and their own does not wait.</summary>
    public static ErrorKind TokenVaultOutOfReach { get; } = new(
        nameof(TokenVaultOutOfReach),
        ErrorGroup.State,
        "Run Update-B24Token in the runspace that connected before the parallel work begins, connect in each runspace, or use -TokenStore or -SaveProfile.");

    /// <summary>A block of a session uses the session that waits for it.</summary>
    public static ErrorKind TokenVaultBusy { get; } = new(
        nameof(TokenVaultBusy),
        ErrorGroup.State,
        "Use another session inside -OnTokenRead and -OnTokenRefresh, or none.");

    /// <summary>Something that a refresh needs is missing.</summary>
    public static ErrorKind RefreshDataMissing { get; } = new(
        nameof(RefreshDataMissing),
        ErrorGroup.Argument,
        "Connect again with Connect-B24OAuth and everything that the message names.");

    /// <summary>There is neither a token nor a code nor a store to connect with.</summary>
    public static ErrorKind AuthorizationMissing { get; } = new(
        nameof(AuthorizationMissing),
        ErrorGroup.Argument,
        "Give -AccessToken, -RefreshToken with -Scope, or -AuthorizationCode; or open a saved profile with Connect-B24Profile.");

    /// <summary>The redirect address has no code.</summary>
    public static ErrorKind AuthorizationCodeMissing { get; } = new(
        nameof(AuthorizationCodeMissing),
        ErrorGroup.Argument,
        "Give the code, or the whole address to which the portal redirected the browser; it has the form https://.../?code=...&domain=...");

    /// <summary>The code or token belongs to another portal than the one named.</summary>
    public static ErrorKind AuthorizationOfAnotherPortal { get; } = new(
        nameof(AuthorizationOfAnotherPortal),
        ErrorGroup.Authentication,
        "Name that portal with -Domain, or authorize the application again on the portal that you want.");

    /// <summary>The authorization server no longer takes the refresh token.</summary>
    public static ErrorKind RefreshTokenRejected { get; } = new(
        nameof(RefreshTokenRejected),
        ErrorGroup.Authentication,
        "Authorize the application again and connect with -AuthorizationCode; tokens that are passed do not replace those of a profile, so remove it first.");

    /// <summary>The authorization server does not take the code.</summary>
    public static ErrorKind AuthorizationCodeRejected { get; } = new(
        nameof(AuthorizationCodeRejected),
        ErrorGroup.Authentication,
        "Authorize the application once more and pass the new code at once: it lives 30 seconds and works once.");

    /// <summary>The authorization server does not know the application.</summary>
    public static ErrorKind ApplicationRejected { get; } = new(
        nameof(ApplicationRejected),
        ErrorGroup.Authentication,
        "Check -ClientId and -ClientSecret against the application's card, and that the application is installed on the portal.");

    /// <summary>The application's or the portal's paid period is over.</summary>
    public static ErrorKind PaymentRequired { get; } = new(
        nameof(PaymentRequired),
        ErrorGroup.Permission,
        "The trial or paid period of the application is over, or the application was removed; renew it on the portal.");

    /// <summary>The authorization server refused for another reason.</summary>
    public static ErrorKind TokenRequestRefused { get; } = new(
        nameof(TokenRequestRefused),
        ErrorGroup.Authentication,
        "Check scope, client id and client secret against the application's card, then authorize the application again.");

    /// <summary>The access token has expired and there is nothing to refresh it with.</summary>
    public static ErrorKind AccessTokenExpired { get; } = new(
        nameof(AccessTokenExpired),
        ErrorGroup.Authentication,
        "Connect with -RefreshToken and -Scope as well, so that the session can refresh by itself, or with a new -AccessToken.");

    /// <summary>The portal called a token expired that had just been granted.</summary>
    public static ErrorKind AccessTokenExpiredAgain { get; } = new(
        nameof(AccessTokenExpiredAgain),
        ErrorGroup.Authentication,
        "Run Update-B24Token and try again; if it comes back, authorize the application again and check the portal's clock.");

    /// <summary>Another process holds the profile or token store.</summary>
    public static ErrorKind StoreBusy { get; } = new(
        nameof(StoreBusy),
        ErrorGroup.Timeout,
        "Another process is working with it: wait for that one to end, or end it, and try again.");

    // The network and the answer

    /// <summary>The account has no folder for what is kept between runs.</summary>
    public static ErrorKind StateFolderMissing { get; } = new(
        nameof(StateFolderMissing),
        ErrorGroup.Storage,
        "Set the environment variable BITRIX24_IMBOT_STATE to a folder that this account can write to. " + StateDirectory);

    /// <summary>The folder in which processes agree cannot be written.</summary>
    public static ErrorKind StateFolderNotWritten { get; } = new(
        nameof(StateFolderNotWritten),
        ErrorGroup.Storage,
        "Let this account write to the folder that the message names, or set the environment variable BITRIX24_IMBOT_STATE to another one. " + StateDirectory);

    /// <summary>Somebody on this machine reads the bot's events already.</summary>
    public static ErrorKind EventReaderBusy { get; } = new(
        nameof(EventReaderBusy),
        ErrorGroup.Conflict,
        "Two readers of one bot take each other's events away. End the other one, or register a bot of its own for each.");

    /// <summary>The bot's events are pushed or fetched, and the other was asked for.</summary>
    public static ErrorKind EventModeUnfit { get; } = new(
        nameof(EventModeUnfit),
        ErrorGroup.State,
        "To read events from the queue run Set-B24Bot -EventMode fetch, which takes the bot's event handlers away; to listen, run Set-B24Bot -EventMode webhook -WebhookUri, which deletes the events that wait in the queue.");

    /// <summary>What should be an event that the portal posted is none.</summary>
    public static ErrorKind EventUnreadable { get; } = new(
        nameof(EventUnreadable),
        ErrorGroup.Answer,
        "Give the whole body of the portal's POST as it came, form-encoded or JSON, as one text.");

    /// <summary>An event does not carry the token that says who sent it.</summary>
    public static ErrorKind ApplicationTokenMismatch { get; } = new(
        nameof(ApplicationTokenMismatch),
        ErrorGroup.Authentication,
        "Do not act on this event: somebody else than the portal may have sent it. If the token was renewed, give the new one.");

    /// <summary>Nothing is known by which the portal's events could be told from forged ones.</summary>
    public static ErrorKind ApplicationTokenMissing { get; } = new(
        nameof(ApplicationTokenMissing),
        ErrorGroup.State,
        "Give -ApplicationToken: for an application the application_token that came at its installation, for a bot of an incoming webhook its bot token.");

    /// <summary>The address to listen at cannot be right.</summary>
    public static ErrorKind ListenUriInvalid { get; } = new(
        nameof(ListenUriInvalid),
        ErrorGroup.Argument,
        "Give -ListenUri an IP address of this machine, a port and a path, such as http://127.0.0.1:8080/b24/; the portal's public address belongs into -WebhookUri of Set-B24Bot.");

    /// <summary>The listener does not speak TLS.</summary>
    public static ErrorKind ListenHttpsRefused { get; } = new(
        nameof(ListenHttpsRefused),
        ErrorGroup.Argument,
        "Listen at http://127.0.0.1 and put a reverse proxy or a tunnel in front, which holds the certificate and passes the requests on.");

    /// <summary>Somebody listens at the port already.</summary>
    public static ErrorKind ListenPortBusy { get; } = new(
        nameof(ListenPortBusy),
        ErrorGroup.Conflict,
        "Choose another port for -ListenUri, or end the program that has this one.");

    /// <summary>The system does not let this process listen there.</summary>
    public static ErrorKind ListenFailed { get; } = new(
        nameof(ListenFailed),
        ErrorGroup.Connection,
        "Check that the address is one of this machine and that this account may use the port; ports below 1024 are often reserved.");

    /// <summary>User events are never pushed.</summary>
    public static ErrorKind UserEventsNotPushed { get; } = new(
        nameof(UserEventsNotPushed),
        ErrorGroup.Argument,
        "Leave -IncludeUserEvents out with -ListenUri; the portal gives the events of a user only to those who ask, as Get-B24UserEvent does.");

    /// <summary>The bot would not hear an answer in words.</summary>
    public static ErrorKind ReplyNotHeard { get; } = new(
        nameof(ReplyNotHeard),
        ErrorGroup.Argument,
        "Give -Choice, whose buttons work everywhere, ask in a private dialog, or use a bot of type supervisor or personal, which hears everything.");

    /// <summary>Nobody takes the events of a bot to which they are pushed.</summary>
    public static ErrorKind ReplyReaderMissing { get; } = new(
        nameof(ReplyReaderMissing),
        ErrorGroup.State,
        "Run Start-B24Bot or Watch-B24BotEvent with -ListenUri on this machine under this account, or run Set-B24Bot -EventMode fetch.");

    /// <summary>There was no time to ask.</summary>
    public static ErrorKind ReplyNotAsked { get; } = new(
        nameof(ReplyNotAsked),
        ErrorGroup.Timeout,
        "Nothing was asked. Two questions that are answered in words wait for each other in a dialog: give more time with -Timeout, or ask with -Choice.");

    /// <summary>Two choices of a question are the same.</summary>
    public static ErrorKind ChoiceRepeated { get; } = new(
        nameof(ChoiceRepeated),
        ErrorGroup.Argument,
        "Give each choice once; letter case makes no difference.");

    /// <summary>Where the processes of this account meet over a bot's questions cannot be used.</summary>
    public static ErrorKind ReplyBoardFailed { get; } = new(
        nameof(ReplyBoardFailed),
        ErrorGroup.Storage,
        "Let this account write to the folder, or make room. The environment variable BITRIX24_IMBOT_STATE names another folder. " + StateDirectory);

    /// <summary>The queue of events that were pushed cannot be read.</summary>
    public static ErrorKind PushedQueueUnreadable { get; } = new(
        nameof(PushedQueueUnreadable),
        ErrorGroup.Storage,
        "Nothing was accepted. Look at the file that is named; move it away if its event is of no use any more, and start again.");

    /// <summary>An event that was pushed cannot be taken off the queue.</summary>
    public static ErrorKind PushedQueueNotWritten { get; } = new(
        nameof(PushedQueueNotWritten),
        ErrorGroup.Storage,
        "While the bot runs, it waits and tries again; an event that is not removed comes again after a restart. Give this account the right to write the folder, or make room.");

    /// <summary>A handler is no script block.</summary>
    public static ErrorKind HandlerInvalid { get; } = new(
        nameof(HandlerInvalid),
        ErrorGroup.Argument,
        "Give a script block, or for -OnCommand a table of them: -OnCommand @{ help = { ... }; status = { ... } }.");

    /// <summary>A bot without any handler would throw its events away.</summary>
    public static ErrorKind HandlerMissing { get; } = new(
        nameof(HandlerMissing),
        ErrorGroup.Argument,
        "Give at least one of -OnMessage, -OnCommand, -OnJoin, -OnReaction and -OnEvent.");

    /// <summary>A function for chats was not found.</summary>
    public static ErrorKind FunctionNotFound { get; } = new(
        nameof(FunctionNotFound),
        ErrorGroup.NotFound,
        "Give -Function the names of functions or cmdlets, names with wildcards, CommandInfo objects, or modules from Get-Module. Define the functions or import their module first.");

    /// <summary>A command can't be run from a chat.</summary>
    public static ErrorKind FunctionRefused { get; } = new(
        nameof(FunctionRefused),
        ErrorGroup.Argument,
        "Leave the command out, or write a function around it that takes text, numbers, dates, or switches. about_B24ChatCommands says what a chat can run.");

    /// <summary>Something that a function uses can't be taken to the runspaces in which functions run.</summary>
    public static ErrorKind FunctionNotCarried { get; } = new(
        nameof(FunctionNotCarried),
        ErrorGroup.Argument,
        "Name the variables that the function uses with -Variable, or put the function with its classes and helpers into a module and import it before the bot starts.");

    /// <summary>A rule for a function is wrong.</summary>
    public static ErrorKind FunctionRuleInvalid { get; } = new(
        nameof(FunctionRuleInvalid),
        ErrorGroup.Argument,
        "Give -FunctionRule a hashtable by the names of functions: @{ 'Restart-*' = @{ Allow = 'department:7'; Approve = 'manager:chat5'; Limit = '5/1h' } }. about_B24ChatCommands describes the keys.");

    /// <summary>A schedule of a bot is wrong.</summary>
    public static ErrorKind ScheduleInvalid { get; } = new(
        nameof(ScheduleInvalid),
        ErrorGroup.Argument,
        "Give -Schedule hashtables such as @{ Line = '/get-report -Top 5'; Cron = '0 8 * * 1-5'; DialogId = 'chat5'; TimeZone = 'Europe/Moscow' }. The line must have all values that its function needs.");

    /// <summary>Functions were given without saying who may run them.</summary>
    public static ErrorKind AllowMissing { get; } = new(
        nameof(AllowMissing),
        ErrorGroup.Argument,
        "Give -Allow the people who may run the functions: user IDs, department:7, department:7+, chat:chat5, manager:chat5, owner:chat5, or Everyone.");

    /// <summary>The text does not say who may run a function.</summary>
    public static ErrorKind AccessRuleInvalid { get; } = new(
        nameof(AccessRuleInvalid),
        ErrorGroup.Argument,
        "Give a user ID such as 17, department:7, department:7+ with its subdepartments, chat:chat5 for members, manager:chat5, owner:chat5, or Everyone.");

    /// <summary>The audit file of a bot can't be written.</summary>
    public static ErrorKind AuditNotWritten { get; } = new(
        nameof(AuditNotWritten),
        ErrorGroup.Storage,
        "Functions aren't run meanwhile, and the bot goes on. Give this account the right to write the file and its folder, make room, or name another file with -AuditPath.");

    /// <summary>Runspaces of the module's own would give the caller more than its own one does.</summary>
    public static ErrorKind RunspaceRestricted { get; } = new(
        nameof(RunspaceRestricted),
        ErrorGroup.State,
        "Leave -ThrottleLimit out: handlers then run one at a time in this runspace, with what is allowed in it.");

    /// <summary>There are no names of commands to register.</summary>
    public static ErrorKind CommandNamesMissing { get; } = new(
        nameof(CommandNamesMissing),
        ErrorGroup.Argument,
        "Give -OnCommand a table whose keys are the names, or register the commands with Register-B24BotCommand and leave -RegisterCommands out.");

    /// <summary>A handler failed.</summary>
    public static ErrorKind HandlerFailed { get; } = new(
        nameof(HandlerFailed),
        ErrorGroup.Refused,
        "The bot goes on with the next event. Correct the handler, repeat with -RetryCount, or keep such events with -DeadLetterPath.");

    /// <summary>A handler ran longer than it may.</summary>
    public static ErrorKind HandlerTimedOut { get; } = new(
        nameof(HandlerTimedOut),
        ErrorGroup.Timeout,
        "Make the handler faster, or let it run longer with -HandlerTimeout. Time in Request-B24BotReply doesn't count.");

    /// <summary>A handler asked at the console.</summary>
    public static ErrorKind HandlerPrompted { get; } = new(
        nameof(HandlerPrompted),
        ErrorGroup.State,
        "Pass every value that the command needs, with -Confirm:$false where it asks for confirmation. To ask a person, use Request-B24BotReply.");

    /// <summary>An event that failed cannot be put aside.</summary>
    public static ErrorKind DeadLetterNotWritten { get; } = new(
        nameof(DeadLetterNotWritten),
        ErrorGroup.Storage,
        "The event was not confirmed. While the bot runs, it waits and tries again; an event that is not confirmed comes again after a restart. Give this account the right to write the file, or make room.");

    /// <summary>Nobody waits for the confirmation of an event.</summary>
    public static ErrorKind EventNotAwaited { get; } = new(
        nameof(EventNotAwaited),
        ErrorGroup.Argument,
        "Confirm the event objects themselves, as Watch-B24BotEvent -ManualConfirm gave them in this process; without -ManualConfirm they are confirmed by themselves.");

    /// <summary>The file of the last offset cannot be read.</summary>
    public static ErrorKind OffsetStoreUnreadable { get; } = new(
        nameof(OffsetStoreUnreadable),
        ErrorGroup.Storage,
        "Nothing was confirmed. Look at the file; to begin with the oldest event that the portal still has, remove it.");

    /// <summary>The file of the last offset cannot be written.</summary>
    public static ErrorKind OffsetStoreNotWritten { get; } = new(
        nameof(OffsetStoreNotWritten),
        ErrorGroup.Storage,
        "While the bot runs, it waits and tries again; an event whose handling is not kept comes again after a restart. Give this account the right to write the file, or make room.");

    /// <summary>The file of the last offset belongs to another bot or portal.</summary>
    public static ErrorKind OffsetStoreOfAnotherBot { get; } = new(
        nameof(OffsetStoreOfAnotherBot),
        ErrorGroup.Conflict,
        "Nothing was confirmed. Give each bot an offset store of its own.");

    /// <summary>The file of the last offset is ahead of the portal's own events.</summary>
    public static ErrorKind OffsetStoreAhead { get; } = new(
        nameof(OffsetStoreAhead),
        ErrorGroup.Conflict,
        "Nothing was confirmed. The portal counts its events anew, or the file is not of this portal: remove the file to begin with the oldest event.");

    /// <summary>Somebody else has the file of the last offset open.</summary>
    public static ErrorKind OffsetStoreBusy { get; } = new(
        nameof(OffsetStoreBusy),
        ErrorGroup.Conflict,
        "Another worker uses this offset store. End it, or give each bot an offset store of its own.");

    /// <summary>The address of the proxy cannot be used as it is.</summary>
    public static ErrorKind ProxyInvalid { get; } = new(
        nameof(ProxyInvalid),
        ErrorGroup.Argument,
        "Give -Proxy as http://host:port, and user and password with -ProxyCredential.");

    /// <summary>The proxy does not let the call through.</summary>
    public static ErrorKind ProxyRefused { get; } = new(
        nameof(ProxyRefused),
        ErrorGroup.Connection,
        "Check -Proxy and -ProxyCredential, or the environment's proxy (http_proxy, https_proxy, all_proxy), and that the proxy may connect to the server that the message names.");

    /// <summary>The portal's name is not known to the network.</summary>
    public static ErrorKind PortalNameNotFound { get; } = new(
        nameof(PortalNameNotFound),
        ErrorGroup.Connection,
        "Check the portal's name for slips, and this machine's name resolution and proxy.");

    /// <summary>Nobody answers at the portal's address.</summary>
    public static ErrorKind PortalUnreachable { get; } = new(
        nameof(PortalUnreachable),
        ErrorGroup.Connection,
        "Check that the portal is up and that a firewall or proxy lets this machine through.");

    /// <summary>No trusted encrypted connection could be made.</summary>
    public static ErrorKind TlsFailed { get; } = new(
        nameof(TlsFailed),
        ErrorGroup.Connection,
        "Check this machine's clock; a server with a certificate of its own authority needs -CertificateAuthorityPath.");

    /// <summary>No answer came in time.</summary>
    public static ErrorKind PortalTimeout { get; } = new(
        nameof(PortalTimeout),
        ErrorGroup.Timeout,
        LookFirst + " Connect with a larger -TimeoutSec if the portal is slow.");

    /// <summary>The connection broke before an answer came.</summary>
    public static ErrorKind ConnectionLost { get; } = new(
        nameof(ConnectionLost),
        ErrorGroup.Connection,
        LookFirst);

    /// <summary>A call that changes something got no answer, and must not be repeated blindly.</summary>
    public static ErrorKind OutcomeUnknown { get; } = new(
        nameof(OutcomeUnknown),
        ErrorGroup.Connection,
        LookFirst + " A message with -IdempotencyKey can be sent again safely.");

    /// <summary>The portal answered with a page instead of data.</summary>
    public static ErrorKind AnswerIsHtml { get; } = new(
        nameof(AnswerIsHtml),
        ErrorGroup.Answer,
        "A proxy, a login page or maintenance stands before the portal's REST interface: open the portal in a browser from this machine.");

    /// <summary>The answer broke off before its end.</summary>
    public static ErrorKind AnswerIncomplete { get; } = new(
        nameof(AnswerIncomplete),
        ErrorGroup.Answer,
        LookFirst + " If it happens often, check proxies on the way.");

    /// <summary>The answer is larger than any that the portal's methods give.</summary>
    public static ErrorKind AnswerTooLarge { get; } = new(
        nameof(AnswerTooLarge),
        ErrorGroup.Answer,
        "Ask for less at once; if the method cannot give so much, something else than the portal has answered.");

    /// <summary>The answer is neither a result nor an error.</summary>
    public static ErrorKind AnswerUnexpected { get; } = new(
        nameof(AnswerUnexpected),
        ErrorGroup.Answer,
        "Check that the address is a Bitrix24 portal's REST interface; -Debug shows the answer without secrets.");

    /// <summary>The portal answered with false, and gave no reason.</summary>
    public static ErrorKind PortalAnsweredFalse { get; } = new(
        nameof(PortalAnsweredFalse),
        ErrorGroup.Refused,
        "The portal did not do what was asked and gave no reason. Check on the portal that the bot, the dialog and the message or command are there and that the bot may change them, and try again.");

    /// <summary>The portal says that it lives at another address.</summary>
    public static ErrorKind PortalRedirected { get; } = new(
        nameof(PortalRedirected),
        ErrorGroup.Connection,
        "If the portal was renamed, connect with the new address that the message names; only a redirect between two names of a cloud portal is followed. A redirect to the portal's own login page means that the address is not that of a REST interface: check it, and that the portal is not closed to visitors.");

    /// <summary>The server failed inside.</summary>
    public static ErrorKind ServerFailed { get; } = new(
        nameof(ServerFailed),
        ErrorGroup.Connection,
        LookFirst + " If it lasts, ask the portal's administrator.");

    // What the portal refuses

    /// <summary>A refusal that has no row of its own; see <see cref="B24Exception.PortalCode"/>.</summary>
    public static ErrorKind PortalRefused { get; } = new(
        nameof(PortalRefused),
        ErrorGroup.Refused,
        "Look the portal's code up in the documentation of the method.");

    /// <summary>The webhook's code or the access token is not valid.</summary>
    public static ErrorKind AuthorizationRejected { get; } = new(
        nameof(AuthorizationRejected),
        ErrorGroup.Authentication,
        "Check that the webhook still exists and was copied whole, or authorize the application again.");

    /// <summary>The portal could not ask its authorization server whether the token is valid.</summary>
    public static ErrorKind AuthorizationServerUnreachable { get; } = new(
        nameof(AuthorizationServerUnreachable),
        ErrorGroup.Connection,
        "Nothing was executed. Repeat the call later; if it stays, the portal's administrator has to check its connection to the authorization server.");

    /// <summary>The method does not accept this kind of authorization.</summary>
    public static ErrorKind AuthorizationTypeUnfit { get; } = new(
        nameof(AuthorizationTypeUnfit),
        ErrorGroup.Permission,
        "Call the method in a session of the other kind: Connect-B24OAuth for methods of applications, Connect-B24Webhook for the others.");

    /// <summary>The application is not installed on the portal.</summary>
    public static ErrorKind ApplicationNotInstalled { get; } = new(
        nameof(ApplicationNotInstalled),
        ErrorGroup.Authentication,
        "Install the application on this portal and let its installation finish, then connect with a new -AuthorizationCode; check -ClientId against the application's card.");

    /// <summary>A method of the older chat-bot interface was called without a client id.</summary>
    public static ErrorKind ClientIdMissing { get; } = new(
        nameof(ClientIdMissing),
        ErrorGroup.Argument,
        "Use the cmdlets, which call imbot.v2. A method of the older imbot interface needs CLIENT_ID among its parameters under an incoming webhook.");

    /// <summary>The portal's licence or plan does not include what was asked for.</summary>
    public static ErrorKind LicenseRestricted { get; } = new(
        nameof(LicenseRestricted),
        ErrorGroup.Permission,
        "Ask the portal's administrator to check the licence: it has expired, or the plan does not include this function.");

    /// <summary>The portal has no room for more files.</summary>
    public static ErrorKind DiskQuotaExceeded { get; } = new(
        nameof(DiskQuotaExceeded),
        ErrorGroup.Limit,
        "Free space on the portal's Drive, its recycle bins included, or extend the portal's plan, and send the file again.");

    /// <summary>The web server in front of the portal does not accept so large a request.</summary>
    public static ErrorKind RequestTooLarge { get; } = new(
        nameof(RequestTooLarge),
        ErrorGroup.Limit,
        "Send less at once: a smaller file, fewer or shorter texts. On a self-hosted portal the administrator can raise the limit (client_max_body_size in nginx).");

    /// <summary>The webhook or application was not given the right to this part of the API.</summary>
    public static ErrorKind ScopeInsufficient { get; } = new(
        nameof(ScopeInsufficient),
        ErrorGroup.Permission,
        "Add the missing scope to the webhook or application: imbot for bots, im for im.v2 methods and notifications, user for people, department for departments.");

    /// <summary>No user fits.</summary>
    public static ErrorKind UserNotFound { get; } = new(
        nameof(UserNotFound),
        ErrorGroup.NotFound,
        "Check the ID or e-mail address; -IncludeInactive also finds people who were dismissed. The scope 'user' shows e-mail addresses, 'user_brief' doesn't.");

    /// <summary>No department has this ID or name.</summary>
    public static ErrorKind DepartmentNotFound { get; } = new(
        nameof(DepartmentNotFound),
        ErrorGroup.NotFound,
        "Run Invoke-B24Method department.get -All to see the IDs and names of the departments.");

    /// <summary>The portal didn't add the notification.</summary>
    public static ErrorKind NotificationNotSent { get; } = new(
        nameof(NotificationNotSent),
        ErrorGroup.Refused,
        "Check with Get-B24User that the user exists and is active.");

    /// <summary>The pages of the list can't be followed.</summary>
    public static ErrorKind ListNotFollowed { get; } = new(
        nameof(ListNotFollowed),
        ErrorGroup.Answer,
        "Leave -All out, and page with the parameters that the documentation of the method names.");

    /// <summary>The portal has no such method.</summary>
    public static ErrorKind MethodNotFound { get; } = new(
        nameof(MethodNotFound),
        ErrorGroup.NotFound,
        "Check the name, capital letters included; an older self-hosted portal may not have imbot.v2 yet.");

    /// <summary>A parameter is missing or has the wrong type.</summary>
    public static ErrorKind ParameterRejected { get; } = new(
        nameof(ParameterRejected),
        ErrorGroup.Argument,
        "Check the values that were given; with Invoke-B24Method, compare -Parameter with the documentation of the method.");

    /// <summary>No bot has this id.</summary>
    public static ErrorKind BotNotFound { get; } = new(
        nameof(BotNotFound),
        ErrorGroup.NotFound,
        "Check the ID or code of the bot. Get-B24Bot lists your bots, also in a session that was connected with a wrong -BotId.");

    /// <summary>The bot belongs to somebody else, or the bot token is wrong.</summary>
    public static ErrorKind BotOfAnotherOwner { get; } = new(
        nameof(BotOfAnotherOwner),
        ErrorGroup.Permission,
        "Connect with the token or the application that the bot was registered with; the portal has no separate code for a wrong token.");

    /// <summary>Only bots of another type may do this.</summary>
    public static ErrorKind BotTypeNotAllowed { get; } = new(
        nameof(BotTypeNotAllowed),
        ErrorGroup.Permission,
        "Use a bot that was registered with -Type supervisor or personal; the type of a bot cannot be changed.");

    /// <summary>The code of the bot is taken.</summary>
    public static ErrorKind BotCodeTaken { get; } = new(
        nameof(BotCodeTaken),
        ErrorGroup.Conflict,
        "Choose another -Code, or use the token with which the bot of this code was registered.");

    /// <summary>No chat or user stands behind the dialog id.</summary>
    public static ErrorKind ChatNotFound { get; } = new(
        nameof(ChatNotFound),
        ErrorGroup.NotFound,
        "Check the dialog id: chatN for a chat, the user's number for a private dialog.");

    /// <summary>No message has this id.</summary>
    public static ErrorKind MessageNotFound { get; } = new(
        nameof(MessageNotFound),
        ErrorGroup.NotFound,
        "Check the message's id; it may have been deleted.");

    /// <summary>The bot may not do this here, or the plan has no REST.</summary>
    public static ErrorKind AccessDenied { get; } = new(
        nameof(AccessDenied),
        ErrorGroup.Permission,
        "Add the bot to the chat, and check its right to do this there; the portal's plan must include REST.");

    /// <summary>The application is installed, and not for this user.</summary>
    public static ErrorKind ApplicationAccessDenied { get; } = new(
        nameof(ApplicationAccessDenied),
        ErrorGroup.Permission,
        "Let an administrator of the portal give the user the right to the application, or authorize it as another user.");

    /// <summary>An administrator has to allow the method first.</summary>
    public static ErrorKind ConfirmationWaiting { get; } = new(
        nameof(ConfirmationWaiting),
        ErrorGroup.Permission,
        "Ask an administrator of the portal to confirm the request that the portal shows, then run the call again.");

    /// <summary>The portal takes calls over https only.</summary>
    public static ErrorKind HttpsRequired { get; } = new(
        nameof(HttpsRequired),
        ErrorGroup.Argument,
        "Connect with an address that begins with https://.");

    /// <summary>The portal has no description of this kind.</summary>
    public static ErrorKind ManifestUnavailable { get; } = new(
        nameof(ManifestUnavailable),
        ErrorGroup.NotFound,
        "Check the name of the method; the description that it asks for is not on this portal.");

    /// <summary>The portal cannot tell for which user the call is made.</summary>
    public static ErrorKind UserUnknown { get; } = new(
        nameof(UserUnknown),
        ErrorGroup.Authentication,
        "Connect with a webhook or token of a user who is still active on the portal.");

    /// <summary>The portal keeps no events of the session's user.</summary>
    public static ErrorKind UserEventsNotKept { get; } = new(
        nameof(UserEventsNotKept),
        ErrorGroup.State,
        "Run Register-B24UserEvent first, or leave -IncludeUserEvents out.");

    /// <summary>A bot has no code.</summary>
    public static ErrorKind BotCodeMissing { get; } = new(
        nameof(BotCodeMissing),
        ErrorGroup.Argument,
        "Give -Code a text of 1 to 50 characters that no other bot of the portal has.");

    /// <summary>A bot has no name.</summary>
    public static ErrorKind BotNameMissing { get; } = new(
        nameof(BotNameMissing),
        ErrorGroup.Argument,
        "Give -DisplayName the name that people shall see.");

    /// <summary>The portal does not know the bot's type.</summary>
    public static ErrorKind BotTypeInvalid { get; } = new(
        nameof(BotTypeInvalid),
        ErrorGroup.Argument,
        "Use bot, supervisor, personal or openline for -Type.");

    /// <summary>The portal does not know the event mode.</summary>
    public static ErrorKind EventModeInvalid { get; } = new(
        nameof(EventModeInvalid),
        ErrorGroup.Argument,
        "Use fetch or webhook for -EventMode.");

    /// <summary>The portal could not register the bot.</summary>
    public static ErrorKind BotRegisterFailed { get; } = new(
        nameof(BotRegisterFailed),
        ErrorGroup.Refused,
        "Check that -Code has at most 50 characters; if it is right, try again later or ask the administrator of the portal.");

    /// <summary>The portal could not unregister the bot.</summary>
    public static ErrorKind BotUnregisterFailed { get; } = new(
        nameof(BotUnregisterFailed),
        ErrorGroup.Refused,
        "Look with Get-B24Bot whether it is still there, and try again.");

    /// <summary>The application has as many bots as it may have.</summary>
    public static ErrorKind BotLimitExceeded { get; } = new(
        nameof(BotLimitExceeded),
        ErrorGroup.Limit,
        "Unregister a bot that is no longer needed (Get-B24Bot lists them); an application may have 100.");

    /// <summary>The new bot token cannot be used.</summary>
    public static ErrorKind BotTokenRotationFailed { get; } = new(
        nameof(BotTokenRotationFailed),
        ErrorGroup.Conflict,
        "Choose another -NewBotToken, which no bot has: the old one stays valid.");

    /// <summary>A picture has too many pixels.</summary>
    public static ErrorKind AvatarTooLarge { get; } = new(
        nameof(AvatarTooLarge),
        ErrorGroup.Limit,
        "Give -AvatarPath a picture of at most 5000 by 5000 pixels.");

    /// <summary>The portal could not create the chat.</summary>
    public static ErrorKind ChatNotCreated { get; } = new(
        nameof(ChatNotCreated),
        ErrorGroup.Refused,
        "Check that the users exist and that the session's user may create chats, and look whether the chat is there before you try again.");

    /// <summary>Data for a bot were sent to a chat in which there is none.</summary>
    public static ErrorKind ChatWithoutBot { get; } = new(
        nameof(ChatWithoutBot),
        ErrorGroup.Argument,
        "Name the private dialog with the bot, which is the bot's ID, or a chat that the bot is in.");

    /// <summary>The portal is still storing an earlier message with the same key.</summary>
    public static ErrorKind MessageBeingSent { get; } = new(
        nameof(MessageBeingSent),
        ErrorGroup.Conflict,
        "Another call sends a message with the same key at the moment. Wait until it has ended: with the same key, the portal stores the message only once.");

    /// <summary>A private dialog was named where only a group chat will do.</summary>
    public static ErrorKind ChatTypeUnfit { get; } = new(
        nameof(ChatTypeUnfit),
        ErrorGroup.Argument,
        "Name a group chat, chatN.");

    /// <summary>No user was named.</summary>
    public static ErrorKind UserIdMissing { get; } = new(
        nameof(UserIdMissing),
        ErrorGroup.Argument,
        "Give -UserId at least one id of a user of the portal.");

    /// <summary>The portal could not store the message.</summary>
    public static ErrorKind MessageNotSent { get; } = new(
        nameof(MessageNotSent),
        ErrorGroup.Refused,
        "Try again later; if it stays, look on the portal whether the bot may write in this dialog.");

    /// <summary>The portal finds nothing in the attachment that it can show.</summary>
    public static ErrorKind AttachmentRejected { get; } = new(
        nameof(AttachmentRejected),
        ErrorGroup.Argument,
        "Build the attachment with New-B24Attachment or ConvertTo-B24Attachment, which check it: at least one whole block, less than 60,000 characters.");

    /// <summary>The portal finds no button in the keyboard that it can show.</summary>
    public static ErrorKind KeyboardRejected { get; } = new(
        nameof(KeyboardRejected),
        ErrorGroup.Argument,
        "Build the keyboard with New-B24Keyboard and New-B24KeyboardButton, which check it: each button needs a text and one action.");

    /// <summary>The message that is answered is in another dialog.</summary>
    public static ErrorKind ReplyRejected { get; } = new(
        nameof(ReplyRejected),
        ErrorGroup.Argument,
        "Give -ReplyTo a message of the same dialog.");

    /// <summary>Too many messages are forwarded at once.</summary>
    public static ErrorKind ForwardLimitExceeded { get; } = new(
        nameof(ForwardLimitExceeded),
        ErrorGroup.Limit,
        "Forward at most 100 messages in one call.");

    /// <summary>A key of a forwarded message is none that the portal takes.</summary>
    public static ErrorKind ForwardKeyInvalid { get; } = new(
        nameof(ForwardKeyInvalid),
        ErrorGroup.Argument,
        "Give each forwarded message a lower-case UUID of version 4 as its key.");

    /// <summary>The bot may not see or change this message.</summary>
    public static ErrorKind MessageAccessDenied { get; } = new(
        nameof(MessageAccessDenied),
        ErrorGroup.Permission,
        "A bot changes its own messages only, and sees those that were written after it came into the chat; with access to the history it sees more.");

    /// <summary>The portal's plan hides the message.</summary>
    public static ErrorKind MessageHiddenByPlan { get; } = new(
        nameof(MessageHiddenByPlan),
        ErrorGroup.Permission,
        "Older messages are kept from view on this plan; use a newer message, or another plan.");

    /// <summary>There is no such reaction, on the message or at all.</summary>
    public static ErrorKind ReactionNotFound { get; } = new(
        nameof(ReactionNotFound),
        ErrorGroup.NotFound,
        "Press Tab behind -Reaction to see the known ones; only a reaction that the bot has added can be removed.");

    /// <summary>The bot has this reaction on the message already.</summary>
    public static ErrorKind ReactionAlreadySet { get; } = new(
        nameof(ReactionAlreadySet),
        ErrorGroup.Conflict,
        "The reaction is there, and there is nothing to do. Add-B24BotReaction takes this answer for success.");

    /// <summary>The bot has no such command.</summary>
    public static ErrorKind CommandNotFound { get; } = new(
        nameof(CommandNotFound),
        ErrorGroup.NotFound,
        "Run Get-B24BotCommand to see the commands of the bot and their ids.");

    /// <summary>The bot has several commands of this name.</summary>
    public static ErrorKind CommandNameAmbiguous { get; } = new(
        nameof(CommandNameAmbiguous),
        ErrorGroup.Argument,
        "Give -CommandId the ID of one of them; Get-B24BotCommand shows what they are.");

    /// <summary>The bot has another command of this name.</summary>
    public static ErrorKind CommandNameTaken { get; } = new(
        nameof(CommandNameTaken),
        ErrorGroup.Conflict,
        "Choose another -Command, or change the one that has the name; Get-B24BotCommand lists them.");

    /// <summary>The portal could not register the command.</summary>
    public static ErrorKind CommandRegisterFailed { get; } = new(
        nameof(CommandRegisterFailed),
        ErrorGroup.Refused,
        "Check name and titles for what is unusual in them, and try again.");

    /// <summary>The portal could not send the answer to a command.</summary>
    public static ErrorKind CommandAnswerFailed { get; } = new(
        nameof(CommandAnswerFailed),
        ErrorGroup.Refused,
        "Check that the message is the one that called the command and still exists, and that the answer has a text.");

    /// <summary>The content of a file did not arrive as it should.</summary>
    public static ErrorKind FileContentRejected { get; } = new(
        nameof(FileContentRejected),
        ErrorGroup.Refused,
        "Send the file again with Send-B24BotFile or Send-B24UserFile; with Invoke-B24Method the content is Base64 without a data: prefix.");

    /// <summary>The chat's folder on the portal's drive cannot be used.</summary>
    public static ErrorKind FileFolderUnavailable { get; } = new(
        nameof(FileFolderUnavailable),
        ErrorGroup.Refused,
        "Look whether the portal's Drive works and has room, and try again.");

    /// <summary>The portal could not store the file.</summary>
    public static ErrorKind FileUploadFailed { get; } = new(
        nameof(FileUploadFailed),
        ErrorGroup.Refused,
        "Look whether the portal's Drive has room and allows this kind of file, and try again.");

    /// <summary>The file was stored, and its message could not be sent.</summary>
    public static ErrorKind FileNotSent { get; } = new(
        nameof(FileNotSent),
        ErrorGroup.Refused,
        "Look whether the file is in the chat before you send it again, and whether the sender may write there.");

    /// <summary>The portal has no file of this id.</summary>
    public static ErrorKind FileOnPortalNotFound { get; } = new(
        nameof(FileOnPortalNotFound),
        ErrorGroup.NotFound,
        "Check the id, which Send-B24BotFile gives as FileId; the file may have been deleted.");

    /// <summary>The bot, or for a user's file the session's user, may not read the file.</summary>
    public static ErrorKind FileAccessDenied { get; } = new(
        nameof(FileAccessDenied),
        ErrorGroup.Permission,
        "Add the bot to the chat in which the file was sent: the portal checks the bot's right to read it. For Save-B24UserFile the right of the session's user counts.");

    /// <summary>A batch has too many commands.</summary>
    public static ErrorKind BatchTooLong { get; } = new(
        nameof(BatchTooLong),
        ErrorGroup.Limit,
        "Give a batch at most 50 commands; Invoke-B24Batch cuts longer lists by itself.");

    /// <summary>Too many requests in a short time.</summary>
    public static ErrorKind RequestLimitExceeded { get; } = new(
        nameof(RequestLimitExceeded),
        ErrorGroup.Limit,
        "Nothing was executed. Wait a little and repeat; other programs on this machine's address count into the same limit.");

    /// <summary>The method used up its execution time.</summary>
    public static ErrorKind OperatingLimitExceeded { get; } = new(
        nameof(OperatingLimitExceeded),
        ErrorGroup.Limit,
        "Nothing was executed. The method opens again within ten minutes; other methods keep working.");

    /// <summary>The portal's REST interface was blocked by hand.</summary>
    public static ErrorKind PortalBlocked { get; } = new(
        nameof(PortalBlocked),
        ErrorGroup.Limit,
        "Stop the scripts that call this portal and write to Bitrix24 support: only they can lift the block.");

    /// <summary>The portal was stopped or deleted.</summary>
    public static ErrorKind PortalDeleted { get; } = new(
        nameof(PortalDeleted),
        ErrorGroup.NotFound,
        "The portal no longer works; check its address and its licence.");
}
