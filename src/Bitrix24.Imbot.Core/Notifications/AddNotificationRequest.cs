using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Notifications;

/// <summary>
/// <c>im.notify.personal.add</c>, which notifies a user on behalf of the session's user, or <c>im.notify.system.add</c>, which notifies on behalf of
/// the system.
/// </summary>
/// <param name="userId">The user to notify.</param>
/// <param name="message">The text, with BB codes.</param>
/// <param name="isSystem">Whether to notify on behalf of the system.</param>
/// <exception cref="B24Exception"><see cref="MessageErrors.MessageEmpty"/>.</exception>
public sealed class AddNotificationRequest(long userId, string message, bool isSystem = false) : PortalRequest<long>
{
    private readonly string message = string.IsNullOrWhiteSpace(message) ? throw MessageErrors.MessageEmpty.With("The text of the notification is empty.") : message;

    /// <inheritdoc />
    public override ApiMethod Method { get; } = isSystem ? ApiMethods.ImNotifySystemAdd : ApiMethods.ImNotifyPersonalAdd;

    /// <summary>
    /// A later notification of an application with the same tag replaces this one. The tags of webhooks aren't stored. Can be null.
    /// </summary>
    public string? Tag { get; init; }

    /// <inheritdoc />
    public override JsonMap ToParameters() => new JsonMap { ["USER_ID"] = userId, ["MESSAGE"] = message }.AddUnlessNull("TAG", Tag);

    /// <summary>Reads the ID of the notification.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="ChatErrors.NotificationNotSent"/>: the portal answers <c>false</c> without a reason.
    /// <see cref="ConnectionErrors.AnswerUnexpected"/>: the answer doesn't show whether the user was notified.
    /// </exception>
    public override long ReadResult(JsonElement result)
    {
        if (result.WholeNumber() is > 0 and { } id)
        {
            return id;
        }

        if (result.Truth() == false)
        {
            throw new B24Exception(ChatErrors.NotificationNotSent, $"The portal did not notify user {userId} and gave no reason.")
            {
                Method = Method.Name,
                Outcome = Outcome.Refused,
            };
        }

        B24Exception unexpected = ExpectedResult.Unexpected(result, "the ID of a notification", Method);
        throw new B24Exception(unexpected, unexpected.Kind, $"User {userId} may or may not have been notified. {unexpected.Message}");
    }
}
