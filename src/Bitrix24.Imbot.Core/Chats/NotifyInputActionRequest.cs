using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.InputAction.notify</c>: shows that the bot is typing, or what it is doing. The answer is always yes.</summary>
public sealed class NotifyInputActionRequest : BotAction
{
    private static readonly TimeSpan Min = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(600);

    private readonly string dialogId;

    /// <summary>Makes a request.</summary>
    public NotifyInputActionRequest(long botId, string dialogId)
        : base(ApiMethods.ChatInputActionNotify, botId)
    {
        this.dialogId = DialogId.Require(dialogId);
    }

    /// <summary>What the bot is doing, see <see cref="InputActions"/>; null for plain typing. The portal does not check it (docs/portal/chats.md, "Input action").</summary>
    public string? StatusCode { get; init; }

    /// <summary>How long it is shown, 1 to 600 seconds, which the portal would clamp to without a word; it decides when null.</summary>
    public TimeSpan? Duration { get; init; }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["dialogId"] = dialogId;
        parameters.AddUnlessNull("statusMessageCode", StatusCode);
        if (Duration is { } duration)
        {
            parameters["duration"] = duration >= Min && duration <= Max
                ? (int)Math.Ceiling(duration.TotalSeconds)
                : throw PortalErrors.DurationInvalid.With($"An input action cannot be shown for {duration.TotalSeconds:0.###} s.");
        }
    }
}
