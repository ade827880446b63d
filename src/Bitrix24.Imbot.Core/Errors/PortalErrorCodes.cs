namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Maps the portal's error codes to error conditions. The case of codes varies and is ignored.</summary>
internal static class PortalErrorCodes
{
    /// <summary>The conditions by code.</summary>
    public static readonly IReadOnlyDictionary<string, ErrorKind> Kinds = new Dictionary<string, ErrorKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["expired_token"] = AuthorizationErrors.AccessTokenExpired,
        ["NO_AUTH_FOUND"] = AuthorizationErrors.AuthorizationRejected,
        ["INVALID_CREDENTIALS"] = AuthorizationErrors.AuthorizationRejected,
        ["invalid_token"] = AuthorizationErrors.AuthorizationRejected,
        ["CONNECTION_ERROR"] = AuthorizationErrors.AuthorizationServerUnreachable,
        ["WRONG_AUTH_TYPE"] = AuthorizationErrors.AuthorizationTypeUnfit,
        ["NOT_INSTALLED"] = AuthorizationErrors.ApplicationNotInstalled,
        ["ERROR_OAUTH"] = AuthorizationErrors.ApplicationNotInstalled,
        ["CLIENT_ID_NOT_SPECIFIED"] = AuthorizationErrors.ClientIdMissing,
        ["DISK_QUOTA_EXCEEDED"] = FileErrors.DiskQuotaExceeded,
        ["ERROR_QUOTA"] = FileErrors.DiskQuotaExceeded,
        ["LICENSE_ERROR"] = PortalErrors.LicenseRestricted,
        ["authorization_error"] = AuthorizationErrors.AuthorizationRejected,
        ["APPLICATION_NOT_FOUND"] = AuthorizationErrors.AuthorizationRejected,
        ["insufficient_scope"] = AuthorizationErrors.ScopeInsufficient,
        ["SCOPE_ERROR"] = AuthorizationErrors.ScopeInsufficient,
        ["user_access_error"] = AuthorizationErrors.ApplicationAccessDenied,
        ["ACCESS_DENIED"] = PortalErrors.AccessDenied,
        ["ACCESS_ERROR"] = PortalErrors.AccessDenied,
        ["ALLOWED_ONLY_INTRANET_USER"] = PortalErrors.AccessDenied,
        ["METHOD_CONFIRM_DENIED"] = PortalErrors.AccessDenied,
        ["METHOD_CONFIRM_WAITING"] = PortalErrors.ConfirmationWaiting,
        ["INVALID_REQUEST"] = ConnectionErrors.HttpsRequired,
        ["ERROR_METHOD_NOT_FOUND"] = PortalErrors.MethodNotFound,
        ["ERROR_MANIFEST_IS_NOT_AVAILABLE"] = PortalErrors.ManifestUnavailable,
        ["INTERNAL_SERVER_ERROR"] = ConnectionErrors.ServerFailed,
        ["ERROR_UNEXPECTED_ANSWER"] = ConnectionErrors.ServerFailed,
        ["ERROR_BATCH_METHOD_NOT_ALLOWED"] = BatchErrors.BatchMethodNotAllowed,
        ["ERROR_BATCH_LENGTH_EXCEEDED"] = BatchErrors.BatchTooLong,
        ["100"] = PortalErrors.ParameterRejected,
        ["INVALID_ARG_VALUE"] = PortalErrors.ParameterRejected,
        ["BOT_NOT_FOUND"] = BotErrors.BotNotFound,
        ["BOT_ID_REQUIRED"] = BotErrors.BotIdMissing,
        ["BOT_TOKEN_NOT_SPECIFIED"] = BotErrors.BotTokenMissing,
        ["BOT_TOKEN_INVALID_LENGTH"] = BotErrors.BotTokenLengthInvalid,
        ["BOT_OWNERSHIP_ERROR"] = BotErrors.BotOfAnotherOwner,
        ["BOT_TYPE_NOT_ALLOWED"] = BotErrors.BotTypeNotAllowed,
        ["BOT_WEBHOOK_URL_REQUIRED"] = BotErrors.WebhookUriMissing,
        ["BOT_INVALID_CALLBACK"] = BotErrors.WebhookUriInvalid,
        ["BOT_CODE_ALREADY_TAKEN"] = BotErrors.BotCodeTaken,
        ["BOT_CODE_REQUIRED"] = BotErrors.BotCodeMissing,
        ["BOT_PROPERTIES_REQUIRED"] = BotErrors.BotNameMissing,
        ["BOT_INVALID_TYPE"] = BotErrors.BotTypeInvalid,
        ["BOT_INVALID_EVENT_MODE"] = BotErrors.EventModeInvalid,
        ["BOT_REGISTER_FAILED"] = BotErrors.BotRegisterFailed,
        ["BOT_UNREGISTER_FAILED"] = BotErrors.BotUnregisterFailed,
        ["BOT_LIMIT_EXCEEDED"] = BotErrors.BotLimitExceeded,
        ["BOT_AVATAR_INCORRECT_TYPE"] = BotErrors.AvatarNotPicture,
        ["BOT_AVATAR_INCORRECT_SIZE"] = BotErrors.AvatarTooLarge,
        ["BOT_TOKEN_ROTATION_FAILED"] = BotErrors.BotTokenRotationFailed,
        ["PARAMS_REQUIRED"] = BotErrors.BotIdMissing,
        ["CHAT_NOT_FOUND"] = ChatErrors.ChatNotFound,
        ["CREATION_ERROR"] = ChatErrors.ChatNotCreated,
        ["BOT_CONTEXT_ERROR"] = ChatErrors.ChatWithoutBot,
        ["WRONG_MESSAGE_TYPE"] = ChatErrors.ChatTypeUnfit,
        ["EMPTY_USER_IDS"] = ChatErrors.UserIdMissing,
        ["MESSAGE_NOT_FOUND"] = MessageErrors.MessageNotFound,
        ["MESSAGE_ACCESS_DENIED"] = MessageErrors.MessageAccessDenied,
        ["MESSAGE_ACCESS_DENIED_BY_TARIFF"] = MessageErrors.MessageHiddenByPlan,
        ["EMPTY_MESSAGE"] = MessageErrors.MessageEmpty,
        ["SENDING_FAILED"] = MessageErrors.MessageNotSent,
        ["MESSAGE_DUPLICATED_BY_UUID"] = MessageErrors.MessageBeingSent,
        ["PARAM_ATTACH_ERROR"] = ContentErrors.AttachmentRejected,
        ["ATTACH_ERROR"] = ContentErrors.AttachmentRejected,
        ["ATTACH_OVERSIZE"] = ContentErrors.AttachmentTooLarge,
        ["PARAM_KEYBOARD_ERROR"] = ContentErrors.KeyboardRejected,
        ["KEYBOARD_ERROR"] = ContentErrors.KeyboardRejected,
        ["KEYBOARD_OVERSIZE"] = ContentErrors.KeyboardTooLarge,
        ["REPLY_ERROR"] = MessageErrors.ReplyRejected,
        ["TOO_MANY_MESSAGES"] = MessageErrors.ForwardLimitExceeded,
        ["WRONG_UUID"] = MessageErrors.ForwardKeyInvalid,
        ["REACTION_NOT_FOUND"] = MessageErrors.ReactionNotFound,
        ["REACTION_ALREADY_SET"] = MessageErrors.ReactionAlreadySet,
        ["COMMAND_NAME_INVALID"] = SlashCommandErrors.CommandNameInvalid,
        ["COMMAND_NAME_EMPTY"] = SlashCommandErrors.CommandNameInvalid,
        ["COMMAND_REQUIRED"] = SlashCommandErrors.CommandNameInvalid,
        ["COMMAND_TITLE_REQUIRED"] = SlashCommandErrors.CommandTitleMissing,
        ["COMMAND_TITLE_INVALID"] = SlashCommandErrors.CommandTitleMissing,
        ["COMMAND_REGISTER_FAILED"] = SlashCommandErrors.CommandRegisterFailed,
        ["COMMAND_NOT_FOUND"] = SlashCommandErrors.CommandNotFound,
        ["COMMAND_ALREADY_EXISTS"] = SlashCommandErrors.CommandNameTaken,
        ["COMMAND_ANSWER_FAILED"] = SlashCommandErrors.CommandAnswerFailed,
        ["AUTH_ERROR"] = AuthorizationErrors.UserUnknown,
        ["USER_NOT_SUBSCRIBED"] = EventErrors.UserEventsNotKept,
        ["FILE_EMPTY"] = FileErrors.FileEmpty,
        ["FILE_TOO_LARGE"] = FileErrors.FileTooLarge,
        ["FILE_INVALID_CONTENT"] = FileErrors.FileContentRejected,
        ["FILE_FOLDER_ERROR"] = FileErrors.FileFolderUnavailable,
        ["FOLDER_ERROR"] = FileErrors.FileFolderUnavailable,
        ["FILE_UPLOAD_FAILED"] = FileErrors.FileUploadFailed,
        ["UPLOAD_FAILED"] = FileErrors.FileUploadFailed,
        ["FILE_SEND_FAILED"] = FileErrors.FileNotSent,
        ["SEND_FAILED"] = FileErrors.FileNotSent,
        ["FILE_NOT_FOUND"] = FileErrors.FileOnPortalNotFound,
        ["FILE_ACCESS_ERROR"] = FileErrors.FileAccessDenied,
        ["QUERY_LIMIT_EXCEEDED"] = PortalErrors.RequestLimitExceeded,
        ["OPERATION_TIME_LIMIT"] = PortalErrors.OperatingLimitExceeded,
        ["OVERLOAD_LIMIT"] = PortalErrors.PortalBlocked,
        ["PORTAL_DELETED"] = PortalErrors.PortalDeleted,
        ["PAYMENT_REQUIRED"] = AuthorizationErrors.PaymentRequired,
    };

    /// <summary>Parts of undocumented codes, in order. These codes differ between the portal's modules.</summary>
    private static readonly KeyValuePair<string[], ErrorKind>[] Families =
    [
        new(["DISK", "QUOTA"], FileErrors.DiskQuotaExceeded),
        new(["LICENSE"], PortalErrors.LicenseRestricted),
        new(["TARIFF"], PortalErrors.LicenseRestricted),
    ];

    /// <summary>The condition for a code; <see cref="PortalErrors.PortalRefused"/> for a code that has no row and belongs to no family.</summary>
    public static ErrorKind KindOf(string code) => Kinds.TryGetValue(code, out ErrorKind? kind)
        ? kind
        : Families.FirstOrDefault(family => HasParts(code, family.Key)).Value ?? PortalErrors.PortalRefused;

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
}
