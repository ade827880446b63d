namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of addresses, connections and answers.</summary>
public static class ConnectionErrors
{
    /// <summary>The advice where it is not known what became of a call.</summary>
    internal const string LookFirst = "The call may have been executed: look at the portal before you repeat it.";

    /// <summary>The text is no web address.</summary>
    public static ErrorKind PortalAddressInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give the portal's host name, such as portal.bitrix24.com, or its address, such as https://portal.example.com:8443.");

    /// <summary>The text is no address of an incoming webhook.</summary>
    public static ErrorKind WebhookAddressInvalid { get; } = new(
        ErrorGroup.Argument,
        "Copy the whole address from the portal: Developer resources > Other > Incoming webhook. It looks like https://portal/rest/17/code/.");

    /// <summary>User id or code is missing from the webhook's address.</summary>
    public static ErrorKind WebhookAddressIncomplete { get; } = new(
        ErrorGroup.Argument,
        "Copy the whole address from the portal, with the user id and the code: https://portal/rest/17/code/.");

    /// <summary>The webhook's code is too short or has characters that no code has.</summary>
    public static ErrorKind WebhookCodeIncomplete { get; } = new(
        ErrorGroup.Argument,
        "Only a part of the webhook's code was given. Copy the whole address from the portal once more.");

    /// <summary>Plain HTTP to another machine would show the credentials to everyone on the way.</summary>
    public static ErrorKind PlainHttpRefused { get; } = new(
        ErrorGroup.Argument,
        "Use https://. Plain http:// is accepted for addresses of this machine only, such as http://127.0.0.1:8024.");

    /// <summary>The portal takes calls over https only.</summary>
    public static ErrorKind HttpsRequired { get; } = new(
        ErrorGroup.Argument,
        "Connect with an address that begins with https://.");

    /// <summary>The file of trusted authorities cannot be used.</summary>
    public static ErrorKind CertificateAuthorityUnreadable { get; } = new(
        ErrorGroup.Storage,
        "Give a file with one or more certificates in PEM or DER form that this account may read.");

    /// <summary>The address of the proxy cannot be used as it is.</summary>
    public static ErrorKind ProxyInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give the proxy as http://host:port, and its user and password apart from it.");

    /// <summary>The proxy does not let the call through.</summary>
    public static ErrorKind ProxyRefused { get; } = new(
        ErrorGroup.Connection,
        "Check the address and the credentials of the proxy, or the environment's proxy (http_proxy, https_proxy, all_proxy), and that the proxy may connect to the server that the message names.");

    /// <summary>The portal's name is not known to the network.</summary>
    public static ErrorKind PortalNameNotFound { get; } = new(
        ErrorGroup.Connection,
        "Check the portal's name for slips, and this machine's name resolution and proxy.");

    /// <summary>Nobody answers at the portal's address.</summary>
    public static ErrorKind PortalUnreachable { get; } = new(
        ErrorGroup.Connection,
        "Check that the portal is up and that a firewall or proxy lets this machine through.");

    /// <summary>No trusted encrypted connection could be made.</summary>
    public static ErrorKind TlsFailed { get; } = new(
        ErrorGroup.Connection,
        "Check this machine's clock. A server with a certificate of its own authority needs that authority's certificate.");

    /// <summary>No answer came in time.</summary>
    public static ErrorKind PortalTimeout { get; } = new(
        ErrorGroup.Timeout,
        LookFirst + " Allow more time if the portal is slow.");

    /// <summary>The connection broke before an answer came.</summary>
    public static ErrorKind ConnectionLost { get; } = new(
        ErrorGroup.Connection,
        LookFirst);

    /// <summary>A call that changes something got no answer, and must not be repeated blindly.</summary>
    public static ErrorKind OutcomeUnknown { get; } = new(
        ErrorGroup.Connection,
        LookFirst + " A message with an idempotency key can be sent again safely.");

    /// <summary>The server failed inside.</summary>
    public static ErrorKind ServerFailed { get; } = new(
        ErrorGroup.Connection,
        LookFirst + " If it lasts, ask the portal's administrator.");

    /// <summary>The portal says that it lives at another address.</summary>
    public static ErrorKind PortalRedirected { get; } = new(
        ErrorGroup.Connection,
        "If the portal was renamed, connect with the new address that the message names; only a redirect between two names of a cloud portal is followed. A redirect to the portal's own login page means that the address is not that of a REST interface: check it, and that the portal is not closed to visitors.");

    /// <summary>The web server in front of the portal does not accept so large a request.</summary>
    public static ErrorKind RequestTooLarge { get; } = new(
        ErrorGroup.Limit,
        "Send less at once: a smaller file, fewer or shorter texts. On a self-hosted portal the administrator can raise the limit (client_max_body_size in nginx).");

    /// <summary>The portal answered with a page instead of data.</summary>
    public static ErrorKind AnswerIsHtml { get; } = new(
        ErrorGroup.Answer,
        "A proxy, a login page or maintenance stands before the portal's REST interface: open the portal in a browser from this machine.");

    /// <summary>The answer broke off before its end.</summary>
    public static ErrorKind AnswerIncomplete { get; } = new(
        ErrorGroup.Answer,
        LookFirst + " If it happens often, check proxies on the way.");

    /// <summary>The answer is larger than any that the portal's methods give.</summary>
    public static ErrorKind AnswerTooLarge { get; } = new(
        ErrorGroup.Answer,
        "Ask for less at once; if the method cannot give so much, something else than the portal has answered.");

    /// <summary>The answer is neither a result nor an error.</summary>
    public static ErrorKind AnswerUnexpected { get; } = new(
        ErrorGroup.Answer,
        "Check that the address is a Bitrix24 portal's REST interface.");
}
