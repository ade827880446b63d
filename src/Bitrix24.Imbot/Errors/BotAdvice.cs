namespace Bitrix24.Imbot.Errors;

/// <summary>Recommended actions in PowerShell terms for errors of bots, chats, slash commands, and files.</summary>
internal static class BotAdvice
{
    /// <summary>The recommended actions by error ID.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(BotErrors.BotTokenLengthInvalid)] = "Specify a token of 1 to 40 characters. To have Register-B24Bot create a token, omit -BotToken. A registered bot can have a longer token; specify it with Connect-B24Webhook or Set-B24Session.",
        [nameof(BotErrors.BotTokenMissing)] = "Specify the bot's token with -BotToken when you connect, or with Set-B24Session. To create a bot, use Register-B24Bot.",
        [nameof(BotErrors.BotIdMissing)] = "Use -BotId to specify the ID or code of the bot, or set a default bot with Set-B24Session -BotId. With an incoming webhook, also specify -BotToken when you connect. To create a bot, use Register-B24Bot.",
        [nameof(BotErrors.BotTokenUnderOAuth)] = "Omit -NewBotToken. A bot of an OAuth application has no bot token.",
        [nameof(BotErrors.WebhookUriInvalid)] = "Specify an absolute HTTP or HTTPS URL that the portal can reach, such as https://bots.example.com/duty. The portal doesn't accept localhost.",
        [nameof(BotErrors.WebhookUriMissing)] = "Specify -WebhookUri together with -EventMode webhook. Without a URL, the portal can't deliver events.",
        [nameof(BotErrors.WebhookUriUnused)] = "Specify -EventMode webhook together with -WebhookUri. In fetch mode, the portal ignores the URL without an error.",
        [nameof(BotErrors.AvatarNotPicture)] = "Use -AvatarPath to specify a PNG, JPEG, GIF, BMP, or WebP file of at most 5000 by 5000 pixels.",
        [nameof(BotErrors.AvatarTooLarge)] = "Use -AvatarPath to specify a picture of at most 5000 by 5000 pixels.",
        [nameof(BotErrors.BotNotFound)] = "Check the ID or code of the bot. To list your bots, use Get-B24Bot, which works even if the session was connected with a wrong -BotId.",
        [nameof(BotErrors.BotTypeNotAllowed)] = "Use a bot that was registered with -Type supervisor or personal. The type of a bot can't be changed.",
        [nameof(BotErrors.BotCodeTaken)] = "Choose another -Code, or use the token that the bot with this code was registered with.",
        [nameof(BotErrors.BotCodeMissing)] = "Use -Code to specify a code of 1 to 50 characters that no other bot of the portal uses.",
        [nameof(BotErrors.BotNameMissing)] = "Use -DisplayName to specify the name that people see.",
        [nameof(BotErrors.BotTypeInvalid)] = "Specify bot, supervisor, personal, or openline for -Type.",
        [nameof(BotErrors.EventModeInvalid)] = "Specify fetch or webhook for -EventMode.",
        [nameof(BotErrors.BotRegisterFailed)] = "Check that -Code has at most 50 characters. If it does, try again later or ask the portal administrator.",
        [nameof(BotErrors.BotUnregisterFailed)] = "Check with Get-B24Bot whether the bot still exists, and try again.",
        [nameof(BotErrors.BotLimitExceeded)] = "Unregister a bot that you no longer need. To list your bots, use Get-B24Bot. An application can have 100 bots.",
        [nameof(BotErrors.BotTokenRotationFailed)] = "Use -NewBotToken to specify a token that no other bot uses. The old token remains valid.",
        [nameof(ChatErrors.DialogIdInvalid)] = "Specify chatN for a chat (chat5), a user ID for a private dialog (17), or sgN for a workgroup chat (sg3). To find a user ID, use Get-B24User with -Email or -Name.",
        [nameof(ChatErrors.DialogIdMissing)] = "Specify -DialogId, or pipe objects that have a DialogId or UserId property. In a handler of Start-B24Bot, the dialog of the event is the default.",
        [nameof(ChatErrors.UserIdMissing)] = "Specify at least one user ID with -UserId.",
        [nameof(ChatErrors.UserNotFound)] = "Check the user ID or email address. To include dismissed users, use -IncludeInactive. Searching by email address requires the scope 'user'; the scope 'user_brief' doesn't include email addresses.",
        [nameof(ChatErrors.DepartmentNotFound)] = "Run Invoke-B24Method department.get -All to list the IDs and names of the departments.",
        [nameof(ChatErrors.NotificationNotSent)] = "Check with Get-B24User that the user exists and is active.",
        [nameof(SlashCommandErrors.CommandIdMissing)] = "Specify -CommandId. In a handler of Start-B24Bot that handles a slash command, the command of the event is the default.",
        [nameof(SlashCommandErrors.CommandNameInvalid)] = "Use -Command to specify one word of at most 255 characters, with or without the leading slash. The text that people write after a space becomes the command's parameters.",
        [nameof(SlashCommandErrors.CommandTextTooLong)] = "Shorten -Title or -CommandParameter to 255 characters in each language.",
        [nameof(SlashCommandErrors.CommandTitleMissing)] = "Specify -Title for each language of -CommandParameter. A command without -Hidden needs a title.",
        [nameof(SlashCommandErrors.CommandNotFound)] = "Run Get-B24BotCommand to list the bot's slash commands and their IDs.",
        [nameof(SlashCommandErrors.CommandNameAmbiguous)] = "Use -CommandId to specify the ID of one of the commands. To list them, use Get-B24BotCommand.",
        [nameof(SlashCommandErrors.CommandNameTaken)] = "Choose another name for -Command, or change the existing command. To list the commands, use Get-B24BotCommand.",
        [nameof(SlashCommandErrors.CommandNamesMissing)] = "For -OnCommand, specify a hashtable with command names as keys. Alternatively, register the commands with Register-B24BotCommand and omit -RegisterCommands.",
        [nameof(FileErrors.FileNotFound)] = "Check the path. A relative path starts at the current PowerShell location.",
        [nameof(FileErrors.FileNameInvalid)] = "Rename the file, or specify another name with -Name. A name has at most 255 characters, no folders, and no control characters, and it can't be blank or 0.",
        [nameof(FileErrors.FileExists)] = "Nothing was changed. Use -Force to overwrite the existing file, or specify another -Destination. Save files that have the same name to different folders.",
        [nameof(FileErrors.FileLinkRefused)] = "Run the cmdlet again to get a new download link. If the error occurs again, check on the portal whether the file still exists.",
        [nameof(FileErrors.FileContentRejected)] = "Send the file again with Send-B24BotFile or Send-B24UserFile. With Invoke-B24Method, specify the content as Base64 without a data: prefix.",
        [nameof(FileErrors.FileOnPortalNotFound)] = "Check the file ID, which Send-B24BotFile returns as FileId. The file may have been deleted.",
        [nameof(FileErrors.FileAccessDenied)] = "Add the bot to the chat that the file was sent to, because the portal checks the bot's right to read the file. Save-B24UserFile uses the rights of the session's user instead.",
    };
}
