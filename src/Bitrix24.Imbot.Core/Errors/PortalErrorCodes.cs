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
        ["authorization_error"] = ErrorKinds.AuthorizationRejected,
        ["APPLICATION_NOT_FOUND"] = ErrorKinds.AuthorizationRejected,
        ["insufficient_scope"] = ErrorKinds.ScopeInsufficient,
        ["SCOPE_ERROR"] = ErrorKinds.ScopeInsufficient,
        ["user_access_error"] = ErrorKinds.AccessDenied,
        ["ACCESS_DENIED"] = ErrorKinds.AccessDenied,
        ["MESSAGE_ACCESS_DENIED"] = ErrorKinds.AccessDenied,
        ["ERROR_METHOD_NOT_FOUND"] = ErrorKinds.MethodNotFound,
        ["100"] = ErrorKinds.ParameterRejected,
        ["BOT_NOT_FOUND"] = ErrorKinds.BotNotFound,
        ["BOT_ID_REQUIRED"] = ErrorKinds.BotIdMissing,
        ["BOT_TOKEN_NOT_SPECIFIED"] = ErrorKinds.BotTokenMissing,
        ["BOT_TOKEN_INVALID_LENGTH"] = ErrorKinds.BotTokenLengthInvalid,
        ["BOT_OWNERSHIP_ERROR"] = ErrorKinds.BotOfAnotherOwner,
        ["BOT_TYPE_NOT_ALLOWED"] = ErrorKinds.BotTypeNotAllowed,
        ["BOT_WEBHOOK_URL_REQUIRED"] = ErrorKinds.WebhookUriMissing,
        ["BOT_CODE_ALREADY_TAKEN"] = ErrorKinds.BotCodeTaken,
        ["CHAT_NOT_FOUND"] = ErrorKinds.ChatNotFound,
        ["MESSAGE_NOT_FOUND"] = ErrorKinds.MessageNotFound,
        ["EMPTY_MESSAGE"] = ErrorKinds.MessageEmpty,
        ["QUERY_LIMIT_EXCEEDED"] = ErrorKinds.RequestLimitExceeded,
        ["OPERATION_TIME_LIMIT"] = ErrorKinds.OperatingLimitExceeded,
        ["OVERLOAD_LIMIT"] = ErrorKinds.PortalBlocked,
        ["PORTAL_DELETED"] = ErrorKinds.PortalDeleted,
        ["PAYMENT_REQUIRED"] = ErrorKinds.PaymentRequired,
    };

    /// <summary>The condition for a code; <see cref="ErrorKinds.PortalRefused"/> for a code without a row.</summary>
    public static ErrorKind KindOf(string code) => Kinds.TryGetValue(code, out ErrorKind? kind) ? kind : ErrorKinds.PortalRefused;

    /// <summary>The codes of a condition.</summary>
    internal static IEnumerable<string> CodesOf(ErrorKind kind) => Kinds.Where(row => row.Value == kind).Select(row => row.Key);
}
