using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Errors;

/// <summary>What to do in PowerShell about errors of bots, chats, slash commands and files.</summary>
internal static class BotAdvice
{
    /// <summary>The texts by the IDs of the errors.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(BotErrors.BotTokenLengthInvalid)] = "Give a new token 1 to 40 characters, or leave -BotToken out of Register-B24Bot to have one created. A longer token of a bot that is registered already works in Connect-B24Webhook and Set-B24Session.",
        [nameof(BotErrors.BotTokenMissing)] = "Give -BotToken the token that the bot was registered with, when you connect or with Set-B24Session. If you have no bot yet, create one with Register-B24Bot.",
        [nameof(BotErrors.BotIdMissing)] = "Give -BotId the ID or the code of the bot, or make it the default with Set-B24Session -BotId; under an incoming webhook, connect with its -BotToken as well. If you have no bot yet, create one with Register-B24Bot.",
        [nameof(BotErrors.BotTokenUnderOAuth)] = "Leave -NewBotToken out: a bot that was registered by an OAuth application has none to change.",
        [nameof(BotErrors.WebhookUriInvalid)] = "Give -WebhookUri a whole http or https address that the portal can reach, such as https://bots.example.com/duty; localhost is not accepted.",
        [nameof(BotErrors.WebhookUriMissing)] = "Give -WebhookUri together with -EventMode webhook; without an address the portal would deliver nothing.",
        [nameof(BotErrors.WebhookUriUnused)] = "Give -EventMode webhook together with -WebhookUri; in mode fetch the portal drops the address without an error.",
        [nameof(BotErrors.AvatarNotPicture)] = "Give -AvatarPath a PNG, JPEG, GIF, BMP or WebP file of at most 5000 by 5000 pixels.",
        [nameof(BotErrors.AvatarTooLarge)] = "Give -AvatarPath a picture of at most 5000 by 5000 pixels.",
        [nameof(BotErrors.BotNotFound)] = "Check the ID or code of the bot. Get-B24Bot lists your bots, also in a session that was connected with a wrong -BotId.",
        [nameof(BotErrors.BotTypeNotAllowed)] = "Use a bot that was registered with -Type supervisor or personal; the type of a bot cannot be changed.",
        [nameof(BotErrors.BotCodeTaken)] = "Choose another -Code, or use the token with which the bot of this code was registered.",
        [nameof(BotErrors.BotCodeMissing)] = "Give -Code a text of 1 to 50 characters that no other bot of the portal has.",
        [nameof(BotErrors.BotNameMissing)] = "Give -DisplayName the name that people shall see.",
        [nameof(BotErrors.BotTypeInvalid)] = "Use bot, supervisor, personal or openline for -Type.",
        [nameof(BotErrors.EventModeInvalid)] = "Use fetch or webhook for -EventMode.",
        [nameof(BotErrors.BotRegisterFailed)] = "Check that -Code has at most 50 characters; if it is right, try again later or ask the administrator of the portal.",
        [nameof(BotErrors.BotUnregisterFailed)] = "Look with Get-B24Bot whether it is still there, and try again.",
        [nameof(BotErrors.BotLimitExceeded)] = "Unregister a bot that is no longer needed (Get-B24Bot lists them); an application may have 100.",
        [nameof(BotErrors.BotTokenRotationFailed)] = "Choose another -NewBotToken, which no bot has: the old one stays valid.",
        [nameof(ChatErrors.DialogIdInvalid)] = "Give chatN for a chat (chat5), the user's number for a private dialog (17), or sgN for a workgroup's chat (sg3). Get-B24User finds the number of a person by -Email or -Name.",
        [nameof(ChatErrors.DialogIdMissing)] = "Pass -DialogId, or objects with a property DialogId or UserId. It can be left out in a handler of Start-B24Bot, whose event has a dialog.",
        [nameof(ChatErrors.UserIdMissing)] = "Give -UserId at least one id of a user of the portal.",
        [nameof(ChatErrors.UserNotFound)] = "Check the ID or e-mail address; -IncludeInactive also finds people who were dismissed. The scope 'user' shows e-mail addresses, 'user_brief' doesn't.",
        [nameof(ChatErrors.DepartmentNotFound)] = "Run Invoke-B24Method department.get -All to see the IDs and names of the departments.",
        [nameof(ChatErrors.NotificationNotSent)] = "Check with Get-B24User that the user exists and is active.",
        [nameof(SlashCommandErrors.CommandIdMissing)] = "Pass -CommandId. It can be left out in a handler of Start-B24Bot whose event is a command.",
        [nameof(SlashCommandErrors.CommandNameInvalid)] = "Give -Command one word of at most 255 characters without spaces, with or without the slash before it. What people write after a space are the command's parameters.",
        [nameof(SlashCommandErrors.CommandTextTooLong)] = "Shorten -Title or -CommandParameter to 255 characters in each language.",
        [nameof(SlashCommandErrors.CommandTitleMissing)] = "Give -Title for each language of -CommandParameter, and for every command that is not registered with -Hidden.",
        [nameof(SlashCommandErrors.CommandNotFound)] = "Run Get-B24BotCommand to see the commands of the bot and their ids.",
        [nameof(SlashCommandErrors.CommandNameAmbiguous)] = "Give -CommandId the ID of one of them; Get-B24BotCommand shows what they are.",
        [nameof(SlashCommandErrors.CommandNameTaken)] = "Choose another -Command, or change the one that has the name; Get-B24BotCommand lists them.",
        [nameof(SlashCommandErrors.CommandNamesMissing)] = "Give -OnCommand a table whose keys are the names, or register the commands with Register-B24BotCommand and leave -RegisterCommands out.",
        [nameof(FileErrors.FileNotFound)] = "Check the path. A path that is not absolute begins at the current location of PowerShell.",
        [nameof(FileErrors.FileNameInvalid)] = "Give a name without folders and without control characters, which is neither blank nor 0, at most 255 characters, or name it with -Name.",
        [nameof(FileErrors.FileExists)] = "Nothing was changed. Use -Force to put the new file in the place of an older one, or give another -Destination; files of one name need folders of their own.",
        [nameof(FileErrors.FileLinkRefused)] = "Run the cmdlet again, which asks for a new link. If it happens again, look on the portal whether the file is still there.",
        [nameof(FileErrors.FileContentRejected)] = "Send the file again with Send-B24BotFile or Send-B24UserFile; with Invoke-B24Method the content is Base64 without a data: prefix.",
        [nameof(FileErrors.FileOnPortalNotFound)] = "Check the id, which Send-B24BotFile gives as FileId; the file may have been deleted.",
        [nameof(FileErrors.FileAccessDenied)] = "Add the bot to the chat in which the file was sent: the portal checks the bot's right to read it. For Save-B24UserFile the right of the session's user counts.",
    };
}
