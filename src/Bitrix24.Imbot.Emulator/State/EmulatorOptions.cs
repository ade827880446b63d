using System.Security.Cryptography.X509Certificates;

namespace Bitrix24.Imbot.Emulator.State;

/// <summary>The settings of an emulated portal. All of them have defaults, so <c>new EmulatorOptions()</c> is sufficient.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The TCP port on 127.0.0.1. 0 (the default) selects a free port.</summary>
    public int Port { get; init; }

    /// <summary>The secret part of the webhook URL. null generates a random code.</summary>
    public string? WebhookCode { get; init; }

    /// <summary>The ID of the user who owns the webhook. The default is 1, the administrator.</summary>
    public int WebhookUserId { get; init; } = 1;

    /// <summary>The scopes of the webhook. The default is imbot, im, user, basic, and department.</summary>
    public IReadOnlyList<string> WebhookScopes { get; init; } = ["imbot", "im", "user", "basic", "department"];

    /// <summary>The ID of the user who authorized the OAuth application. The default is 1.</summary>
    public int OAuthUserId { get; init; } = 1;

    /// <summary>The scopes in the OAuth application's settings. The default is imbot and im.</summary>
    public IReadOnlyList<string> OAuthScopes { get; init; } = ["imbot", "im"];

    /// <summary>
    /// True (the default) emulates the cloud: answers contain <c>time.operating</c>, and execution time is limited
    /// (docs/portal/limits-and-batch.md, "Execution time"). False emulates a self-hosted portal.
    /// </summary>
    public bool Cloud { get; init; } = true;

    /// <summary>
    /// True refuses plain http with INVALID_REQUEST, as a portal does (docs/portal/errors.md, "Authorization errors"). False (the default) treats
    /// http on the loopback address like https.
    /// </summary>
    public bool RequireHttps { get; init; }

    /// <summary>
    /// True (the default) registers bot 456 (webhook token <c>my_bot_token</c>) and bot 457 (OAuth) as members of chat5, as in the documentation's
    /// examples.
    /// </summary>
    public bool SeedDocumentationBot { get; init; } = true;

    /// <summary>True starts with an access token that has already expired. The default is false.</summary>
    public bool AccessTokenExpired { get; init; }

    /// <summary>The lifetime of an access token. The default is one hour (docs/portal/authorization.md, "Refresh").</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The API revision that Revision.get returns. The default is 35, the newest revision whose server code is known
    /// (docs/portal/README.md, "Sources").
    /// </summary>
    public int Revision { get; init; } = 35;

    /// <summary>The maximum number of bots on a cloud portal. Further bots are refused with BOT_LIMIT_EXCEEDED. The default is 100.</summary>
    public int MaxBots { get; init; } = 100;

    /// <summary>
    /// True turns on the leaky bucket: when it is full, requests are refused with 503 QUERY_LIMIT_EXCEEDED
    /// (docs/portal/limits-and-batch.md, "Request rate"). The default is false.
    /// </summary>
    public bool LimitRequestRate { get; init; }

    /// <summary>The number of requests that fit into the leaky bucket. The default is 50. Enterprise portals have 250.</summary>
    public double BucketSize { get; init; } = 50;

    /// <summary>The number of requests per second that leak out of the bucket. The default is 2. Enterprise portals have 5.</summary>
    public double BucketLeak { get; init; } = 2;

    /// <summary>
    /// The seconds of execution per method in ten minutes. When they are used up, the portal answers with 429 OPERATION_TIME_LIMIT. The default is
    /// 420 (docs/portal/limits-and-batch.md, "Execution time").
    /// </summary>
    public double OperatingLimit { get; init; } = 420;

    /// <summary>The language of the portal as a two-letter code, for events, bots, and the titles of commands. The default is en.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The UTC offset of the dates in answers. The default is two hours.</summary>
    public TimeSpan TimeZoneOffset { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The maximum size of an uploaded file in bytes. The default is 100 MiB (docs/portal/files.md, "Upload").</summary>
    public int MaxFileSize { get; init; } = 100 * 1024 * 1024;

    /// <summary>The certificate. If it is specified, the portal uses https; otherwise, http. The default is null.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>
    /// The clock. The default is the system clock. <see cref="PortalClock.Advance"/> moves the portal's time ahead without waiting.
    /// </summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
