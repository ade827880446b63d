namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for URLs, connections, and answers.</summary>
public static class ConnectionErrors
{
    /// <summary>The advice for calls whose outcome is unknown.</summary>
    internal const string LookFirst = "The call may have been executed. Check on the portal before you repeat it.";

    /// <summary>The portal address is not valid.</summary>
    public static ErrorKind PortalAddressInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify the portal's host name, such as portal.bitrix24.com, or its URL, such as https://portal.example.com:8443.");

    /// <summary>The value is not an incoming webhook URL.</summary>
    public static ErrorKind WebhookAddressInvalid { get; } = new(
        ErrorGroup.Argument,
        "Copy the complete URL from the portal: Developer resources > Other > Incoming webhook. It looks like https://portal/rest/17/code/.");

    /// <summary>The webhook URL contains no user ID or no code.</summary>
    public static ErrorKind WebhookAddressIncomplete { get; } = new(
        ErrorGroup.Argument,
        "Copy the complete URL from the portal, with the user ID and the code: https://portal/rest/17/code/.");

    /// <summary>The webhook code is too short or contains invalid characters.</summary>
    public static ErrorKind WebhookCodeIncomplete { get; } = new(
        ErrorGroup.Argument,
        "The webhook code is incomplete. Copy the complete URL from the portal again.");

    /// <summary>Plain HTTP to another computer would expose the credentials on the network.</summary>
    public static ErrorKind PlainHttpRefused { get; } = new(
        ErrorGroup.Argument,
        "Use https://. Plain http:// is accepted only for addresses of this computer, such as http://127.0.0.1:8024.");

    /// <summary>The portal accepts only https connections.</summary>
    public static ErrorKind HttpsRequired { get; } = new(
        ErrorGroup.Argument,
        "Connect with a URL that begins with https://.");

    /// <summary>The file with trusted certificates can't be read.</summary>
    public static ErrorKind CertificateAuthorityUnreadable { get; } = new(
        ErrorGroup.Storage,
        "Specify a file that contains one or more certificates in PEM or DER format and that this account can read.");

    /// <summary>The proxy address is not valid.</summary>
    public static ErrorKind ProxyInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify the proxy as http://host:port, and its user name and password separately.");

    /// <summary>The proxy refused the connection.</summary>
    public static ErrorKind ProxyRefused { get; } = new(
        ErrorGroup.Connection,
        "Check the proxy's address and credentials, or the proxy environment variables (http_proxy, https_proxy, all_proxy). Check that the proxy allows connections to the server that the message names.");

    /// <summary>The portal's host name could not be resolved.</summary>
    public static ErrorKind PortalNameNotFound { get; } = new(
        ErrorGroup.Connection,
        "Check the spelling of the portal's host name, and the DNS and proxy settings of this computer.");

    /// <summary>The portal did not respond to the connection attempt.</summary>
    public static ErrorKind PortalUnreachable { get; } = new(
        ErrorGroup.Connection,
        "Check that the portal is running and that no firewall or proxy blocks the connection from this computer.");

    /// <summary>A trusted TLS connection could not be established.</summary>
    public static ErrorKind TlsFailed { get; } = new(
        ErrorGroup.Connection,
        "Check the clock of this computer. If the server's certificate was issued by a private certificate authority, specify the certificate of that authority.");

    /// <summary>The answer did not arrive in time.</summary>
    public static ErrorKind PortalTimeout { get; } = new(
        ErrorGroup.Timeout,
        LookFirst + " Increase the timeout if the portal is slow.");

    /// <summary>The connection was lost before the answer arrived.</summary>
    public static ErrorKind ConnectionLost { get; } = new(
        ErrorGroup.Connection,
        LookFirst);

    /// <summary>A call that makes changes received no answer and can't be repeated safely.</summary>
    public static ErrorKind OutcomeUnknown { get; } = new(
        ErrorGroup.Connection,
        LookFirst + " You can safely resend a message that has an idempotency key.");

    /// <summary>The server reported an internal error.</summary>
    public static ErrorKind ServerFailed { get; } = new(
        ErrorGroup.Connection,
        LookFirst + " If the error persists, contact the portal's administrator.");

    /// <summary>The portal redirected the call to another address.</summary>
    public static ErrorKind PortalRedirected { get; } = new(
        ErrorGroup.Connection,
        "If the portal was renamed, connect with the new address from the message. Only redirects between two names of a cloud portal are followed automatically. A redirect to the portal's login page means that the URL is not a REST URL: check the URL, and check that the portal is not closed to visitors.");

    /// <summary>The request is larger than the portal's web server accepts.</summary>
    public static ErrorKind RequestTooLarge { get; } = new(
        ErrorGroup.Limit,
        "Send less data at a time: a smaller file, or fewer or shorter texts. On a self-hosted portal, the administrator can raise the limit (client_max_body_size in nginx).");

    /// <summary>The portal returned a web page instead of data.</summary>
    public static ErrorKind AnswerIsHtml { get; } = new(
        ErrorGroup.Answer,
        "A proxy, a login page, or a maintenance page answered instead of the portal's REST interface. Open the portal in a browser on this computer to check.");

    /// <summary>The answer is incomplete.</summary>
    public static ErrorKind AnswerIncomplete { get; } = new(
        ErrorGroup.Answer,
        LookFirst + " If the error occurs often, check the proxies between this computer and the portal.");

    /// <summary>The answer exceeds the maximum size.</summary>
    public static ErrorKind AnswerTooLarge { get; } = new(
        ErrorGroup.Answer,
        "Request less data at a time. If the method can't return that much data, the answer did not come from the portal.");

    /// <summary>The answer is not a valid result or error.</summary>
    public static ErrorKind AnswerUnexpected { get; } = new(
        ErrorGroup.Answer,
        "Check that the URL belongs to the REST interface of a Bitrix24 portal.");
}
