using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.InputAction.notify</c>: shows that the bot is typing, or what it is doing. The portal always answers true.</summary>
public sealed class NotifyInputActionRequest(long botId, string dialogId) : BotAction(ApiMethods.ChatInputActionNotify, botId)
{
    private static readonly TimeSpan Min = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(600);

    private readonly string dialogId = DialogId.Require(dialogId);

    /// <summary>
    /// The status; see <see cref="InputActions"/>. Null for typing. The portal doesn't check it (docs/portal/chats.md, "Input action").
    /// </summary>
    public string? StatusCode { get; init; }

    /// <summary>
    /// How long to show the status, 1 to 600 seconds. The portal would adjust other values without an error. Null for the portal's default.
    /// </summary>
    public TimeSpan? Duration { get; init; }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["dialogId"] = dialogId;
        parameters.AddUnlessNull("statusMessageCode", StatusCode);
        if (Duration is { } duration)
        {
            parameters["duration"] = duration >= Min && duration <= Max
                ? (int)Math.Ceiling(duration.TotalSeconds)
                : throw PortalErrors.DurationInvalid.With($"A duration of {duration.TotalSeconds:0.###} s is not valid for an input action. Specify 1 to 600 seconds.");
        }
    }
}
