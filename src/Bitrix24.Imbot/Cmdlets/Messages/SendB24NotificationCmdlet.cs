using System.Globalization;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Notifications;

namespace Bitrix24.Imbot.Cmdlets.Messages;

/// <summary>Sends a notification to users.</summary>
[Cmdlet(VerbsCommunications.Send, "B24Notification", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Send-B24Notification.html")]
[OutputType(typeof(long))]
public sealed class SendB24NotificationCmdlet : B24SessionCmdlet
{
    /// <summary>Whether neither -UserId nor -Message is specified.</summary>
    private bool isAllFromPipeline;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(UserId))]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateRange(1L, long.MaxValue)]
    public long[] UserId { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(Message), IsText = true)]
    [TextArgument]
    [AllowEmptyString]
    public string Message { get; set; } = string.Empty;

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Tag { get; set; }

    [Parameter]
    public SwitchParameter System { get; set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        isAllFromPipeline = !MyInvocation.BoundParameters.ContainsKey(nameof(UserId)) && !MyInvocation.BoundParameters.ContainsKey(nameof(Message));
    }

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        if (isAllFromPipeline && UserId.Length == 1 && Message == UserId[0].ToString(CultureInfo.InvariantCulture))
        {
            // PowerShell bound the same number to both parameters.
            TryFor(UserId[0], () => throw MessageErrors.MessageEmpty.With($"The pipeline contains user {UserId[0]}, but -Message was not specified."));
            return;
        }

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
