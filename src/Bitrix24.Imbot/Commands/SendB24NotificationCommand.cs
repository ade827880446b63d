using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Notifications;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Puts a notification into people's lists of notifications.</summary>
[Cmdlet(VerbsCommunications.Send, "B24Notification", SupportsShouldProcess = true)]
[OutputType(typeof(long))]
public sealed class SendB24NotificationCommand : B24SessionCommand
{
    /// <summary>The people, by id or as user objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(UserId))]
    [ValidateNotNullOrEmpty]
    [ValidateRange(1L, long.MaxValue)]
    public long[] UserId { get; set; } = [];

    /// <summary>The text, with BB codes.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(Message))]
    [TextArgument]
    [AllowEmptyString]
    public string Message { get; set; } = string.Empty;

    /// <summary>An application's later notification with the same tag replaces this one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Tag { get; set; }

    /// <summary>Notifies in the system's name instead of the session's user.</summary>
    [Parameter]
    public SwitchParameter System { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        foreach (long userId in UserId)
        {
            TryFor(userId, () =>
            {
                AddNotificationRequest request = new(userId, Message, System) { Tag = Tag };
                if (ShouldProcess($"User {userId} on {NameOf(session)}", "Send notification"))
                {
                    WriteObject(Send(session, request));
                }
            });
        }
    }
}
