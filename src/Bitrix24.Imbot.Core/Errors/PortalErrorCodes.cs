namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Which of the portal's codes is which condition. Letter case of codes varies, so it does not count.</summary>
internal static class PortalErrorCodes
{
    private static readonly Dictionary<string, ErrorKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["expired_token"] = ErrorKinds.AccessTokenExpired,
        ["NO_AUTH_FOUND"] = ErrorKinds.AuthorizationRejected,
        ["INVALID_CREDENTIALS"] = ErrorKinds.AuthorizationRejected,
        ["invalid_token"] = ErrorKinds.AuthorizationRejected,
        ["CONNECTION_ERROR"] = ErrorKinds.AuthorizationServerUnreachable,
        ["WRONG_AUTH_TYPE"] = ErrorKinds.AuthorizationTypeUnfit,
        ["NOT_INSTALLED"] = ErrorKinds.ApplicationNotInstalled,
        ["ERROR_OAUTH"] = ErrorKinds.ApplicationNotInstalled,
        ["CLIENT_ID_NOT_SPECIFIED"] = ErrorKinds.ClientIdMissing,
        ["DISK_QUOTA_EXCEEDED"] = ErrorKinds.DiskQuotaExceeded,
        ["ERROR_QUOTA"] = ErrorKinds.DiskQuotaExceeded,
        ["LICENSE_ERROR"] = ErrorKinds.LicenseRestricted,
        ["authorization_error"] = ErrorKinds.AuthorizationRejected,
        ["APPLICATION_NOT_FOUND"] = ErrorKinds.AuthorizationRejected,
        ["insufficient_scope"] = ErrorKinds.ScopeInsufficient,
        ["SCOPE_ERROR"] = ErrorKinds.ScopeInsufficient,
        ["user_access_error"] = ErrorKinds.ApplicationAccessDenied,
        ["ACCESS_DENIED"] = ErrorKinds.AccessDenied,
        ["ACCESS_ERROR"] = ErrorKinds.AccessDenied,
        ["ALLOWED_ONLY_INTRANET_USER"] = ErrorKinds.AccessDenied,
        ["METHOD_CONFIRM_DENIED"] = ErrorKinds.AccessDenied,
        ["METHOD_CONFIRM_WAITING"] = ErrorKinds.ConfirmationWaiting,
        ["INVALID_REQUEST"] = ErrorKinds.HttpsRequired,
        ["ERROR_METHOD_NOT_FOUND"] = ErrorKinds.MethodNotFound,
        ["ERROR_MANIFEST_IS_NOT_AVAILABLE"] = ErrorKinds.ManifestUnavailable,
        ["INTERNAL_SERVER_ERROR"] = ErrorKinds.ServerFailed,
        ["ERROR_UNEXPECTED_ANSWER"] = ErrorKinds.ServerFailed,
        ["ERROR_BATCH_METHOD_NOT_ALLOWED"] = ErrorKinds.BatchMethodNotAllowed,
        ["ERROR_BATCH_LENGTH_EXCEEDED"] = ErrorKinds.BatchTooLong,
        ["100"] = ErrorKinds.ParameterRejected,
        ["INVALID_ARG_VALUE"] = ErrorKinds.ParameterRejected,
        ["BOT_NOT_FOUND"] = ErrorKinds.BotNotFound,
        ["BOT_ID_REQUIRED"] = ErrorKinds.BotIdMissing,
        ["BOT_TOKEN_NOT_SPECIFIED"] = ErrorKinds.BotTokenMissing,
        ["BOT_TOKEN_INVALID_LENGTH"] = ErrorKinds.BotTokenLengthInvalid,
        ["BOT_OWNERSHIP_ERROR"] = ErrorKinds.BotOfAnotherOwner,
        ["BOT_TYPE_NOT_ALLOWED"] = ErrorKinds.BotTypeNotAllowed,
        ["BOT_WEBHOOK_URL_REQUIRED"] = ErrorKinds.WebhookUriMissing,
        ["BOT_INVALID_CALLBACK"] = ErrorKinds.WebhookUriInvalid,
        ["BOT_CODE_ALREADY_TAKEN"] = ErrorKinds.BotCodeTaken,
        ["BOT_CODE_REQUIRED"] = ErrorKinds.BotCodeMissing,
        ["BOT_PROPERTIES_REQUIRED"] = ErrorKinds.BotNameMissing,
        ["BOT_INVALID_TYPE"] = ErrorKinds.BotTypeInvalid,
        ["BOT_INVALID_EVENT_MODE"] = ErrorKinds.EventModeInvalid,
        ["BOT_REGISTER_FAILED"] = ErrorKinds.BotRegisterFailed,
        ["BOT_UNREGISTER_FAILED"] = ErrorKinds.BotUnregisterFailed,
        ["BOT_LIMIT_EXCEEDED"] = ErrorKinds.BotLimitExceeded,
        ["BOT_AVATAR_INCORRECT_TYPE"] = ErrorKinds.AvatarNotPicture,
        ["BOT_AVATAR_INCORRECT_SIZE"] = ErrorKinds.AvatarTooLarge,
        ["BOT_TOKEN_ROTATION_FAILED"] = ErrorKinds.BotTokenRotationFailed,
        ["PARAMS_REQUIRED"] = ErrorKinds.BotIdMissing,
        ["CHAT_NOT_FOUND"] = ErrorKinds.ChatNotFound,
        ["CREATION_ERROR"] = ErrorKinds.ChatNotCreated,
        ["BOT_CONTEXT_ERROR"] = ErrorKinds.ChatWithoutBot,
        ["WRONG_MESSAGE_TYPE"] = ErrorKinds.ChatTypeUnfit,
        ["EMPTY_USER_IDS"] = ErrorKinds.UserIdMissing,
        ["MESSAGE_NOT_FOUND"] = ErrorKinds.MessageNotFound,
        ["MESSAGE_ACCESS_DENIED"] = ErrorKinds.MessageAccessDenied,
        ["MESSAGE_ACCESS_DENIED_BY_TARIFF"] = ErrorKinds.MessageHiddenByPlan,
        ["EMPTY_MESSAGE"] = ErrorKinds.MessageEmpty,
        ["SENDING_FAILED"] = ErrorKinds.MessageNotSent,
        ["MESSAGE_DUPLICATED_BY_UUID"] = ErrorKinds.MessageBeingSent,
        ["PARAM_ATTACH_ERROR"] = ErrorKinds.AttachmentRejected,
        ["ATTACH_ERROR"] = ErrorKinds.AttachmentRejected,
        ["ATTACH_OVERSIZE"] = ErrorKinds.AttachmentTooLarge,
        ["PARAM_KEYBOARD_ERROR"] = ErrorKinds.KeyboardRejected,
        ["KEYBOARD_ERROR"] = ErrorKinds.KeyboardRejected,
        ["KEYBOARD_OVERSIZE"] = ErrorKinds.KeyboardTooLarge,
        ["REPLY_ERROR"] = ErrorKinds.ReplyRejected,
        ["TOO_MANY_MESSAGES"] = ErrorKinds.ForwardLimitExceeded,
        ["WRONG_UUID"] = ErrorKinds.ForwardKeyInvalid,
        ["REACTION_NOT_FOUND"] = ErrorKinds.ReactionNotFound,
        ["REACTION_ALREADY_SET"] = ErrorKinds.ReactionAlreadySet,
        ["COMMAND_NAME_INVALID"] = ErrorKinds.CommandNameInvalid,
        ["COMMAND_NAME_EMPTY"] = ErrorKinds.CommandNameInvalid,
        ["COMMAND_REQUIRED"] = ErrorKinds.CommandNameInvalid,
        ["COMMAND_TITLE_REQUIRED"] = ErrorKinds.CommandTitleMissing,
        ["COMMAND_TITLE_INVALID"] = ErrorKinds.CommandTitleMissing,
        ["COMMAND_REGISTER_FAILED"] = ErrorKinds.CommandRegisterFailed,
        ["COMMAND_NOT_FOUND"] = ErrorKinds.CommandNotFound,
        ["COMMAND_ALREADY_EXISTS"] = ErrorKinds.CommandNameTaken,
        ["COMMAND_ANSWER_FAILED"] = ErrorKinds.CommandAnswerFailed,
        ["AUTH_ERROR"] = ErrorKinds.UserUnknown,
        ["USER_NOT_SUBSCRIBED"] = ErrorKinds.UserEventsNotKept,
        ["FILE_EMPTY"] = ErrorKinds.FileEmpty,
        ["FILE_TOO_LARGE"] = ErrorKinds.FileTooLarge,
        ["FILE_INVALID_CONTENT"] = ErrorKinds.FileContentRejected,
        ["FILE_FOLDER_ERROR"] = ErrorKinds.FileFolderUnavailable,
        ["FOLDER_ERROR"] = ErrorKinds.FileFolderUnavailable,
        ["FILE_UPLOAD_FAILED"] = ErrorKinds.FileUploadFailed,
        ["UPLOAD_FAILED"] = ErrorKinds.FileUploadFailed,
        ["FILE_SEND_FAILED"] = ErrorKinds.FileNotSent,
        ["SEND_FAILED"] = ErrorKinds.FileNotSent,
        ["FILE_NOT_FOUND"] = ErrorKinds.FileOnPortalNotFound,
        ["FILE_ACCESS_ERROR"] = ErrorKinds.FileAccessDenied,
        ["QUERY_LIMIT_EXCEEDED"] = ErrorKinds.RequestLimitExceeded,
        ["OPERATION_TIME_LIMIT"] = ErrorKinds.OperatingLimitExceeded,
        ["OVERLOAD_LIMIT"] = ErrorKinds.PortalBlocked,
        ["PORTAL_DELETED"] = ErrorKinds.PortalDeleted,
        ["PAYMENT_REQUIRED"] = ErrorKinds.PaymentRequired,
    };

    /// <summary>Parts of codes, in their order, that differ from one module of the portal to the next and are not documented.</summary>
    private static readonly KeyValuePair<string[], ErrorKind>[] Families =
    [
        new(["DISK", "QUOTA"], ErrorKinds.DiskQuotaExceeded),
        new(["LICENSE"], ErrorKinds.LicenseRestricted),
        new(["TARIFF"], ErrorKinds.LicenseRestricted),
    ];

    /// <summary>The condition for a code; <see cref="ErrorKinds.PortalRefused"/> for a code without a row that belongs to no family.</summary>
    public static ErrorKind KindOf(string code) => Kinds.TryGetValue(code, out ErrorKind? kind)
        ? kind
        : Families.FirstOrDefault(family => HasParts(code, family.Key)).Value ?? ErrorKinds.PortalRefused;

    private static bool HasParts(string code, string[] parts)
    {
        int place = 0;
        foreach (string part in parts)
        {
            int found = code.IndexOf(part, place, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            place = found + part.Length;
        }

        return true;
    }

    /// <summary>The codes of a condition.</summary>
    internal static IEnumerable<string> CodesOf(ErrorKind kind) => Kinds.Where(row => row.Value == kind).Select(row => row.Key);
}
