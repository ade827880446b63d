using System.Security.Cryptography.X509Certificates;

namespace Bitrix24.Imbot.Emulator.State;

/// <summary>How an emulated portal is set up. Everything has a default, so that <c>new EmulatorOptions()</c> is a usable portal.</summary>
public sealed class EmulatorOptions
{
    /// <summary>TCP port on 127.0.0.1; 0 (the default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The secret part of the webhook's address; null makes a random one.</summary>
    public string? WebhookCode { get; init; }

    /// <summary>The user who owns the webhook. Default 1, the administrator.</summary>
    public int WebhookUserId { get; init; } = 1;

    /// <summary>The webhook's scopes. Default imbot, im, user, basic, department.</summary>
    public IReadOnlyList<string> WebhookScopes { get; init; } = ["imbot", "im", "user", "basic", "department"];

    /// <summary>The user who authorized the OAuth application. Default 1.</summary>
    public int OAuthUserId { get; init; } = 1;

    /// <summary>Scope of the OAuth application's card. Default imbot, im.</summary>
    public IReadOnlyList<string> OAuthScopes { get; init; } = ["imbot", "im"];

    /// <summary>
    /// True (the default) emulates the cloud: answers have <c>time.operating</c>, and execution time is limited (docs/portal/limits-and-batch.md, "Execution time");
    /// false emulates a self-hosted portal.
    /// </summary>
    public bool Cloud { get; init; } = true;

    /// <summary>
    /// True refuses plain http with INVALID_REQUEST, as a portal does (docs/portal/errors.md, "Authorization errors"). Default false: loopback http counts as https.
    /// </summary>
    public bool RequireHttps { get; init; }

    /// <summary>
    /// True (the default) registers bot 456 (webhook token <c>my_bot_token</c>) and bot 457 (OAuth) as members of chat5, as in the documentation's
    /// examples.
    /// </summary>
    public bool SeedDocumentationBot { get; init; } = true;

    /// <summary>True makes the first access token expired from the start. Default false.</summary>
    public bool AccessTokenExpired { get; init; }

    /// <summary>Lifetime of an access token. Default one hour (docs/portal/authorization.md, "Refresh").</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The API revision that Revision.get returns. Default 35, the newest whose server code is known (docs/portal/README.md, "Sources").
    /// </summary>
    public int Revision { get; init; } = 35;

    /// <summary>The maximum number of bots of a cloud portal; more are refused with BOT_LIMIT_EXCEEDED. Default 100.</summary>
    public int MaxBots { get; init; } = 100;

    /// <summary>True switches the leaky bucket on: 503 QUERY_LIMIT_EXCEEDED above its level (docs/portal/limits-and-batch.md, "Request rate"). Default false.</summary>
    public bool LimitRequestRate { get; init; }

    /// <summary>Requests that fit into the leaky bucket. Default 50; Enterprise has 250.</summary>
    public double BucketSize { get; init; } = 50;

    /// <summary>Requests a second that leak out of the bucket. Default 2; Enterprise has 5.</summary>
    public double BucketLeak { get; init; } = 2;

    /// <summary>Seconds of execution per method and ten minutes before 429 OPERATION_TIME_LIMIT. Default 420 (docs/portal/limits-and-batch.md, "Execution time").</summary>
    public double OperatingLimit { get; init; } = 420;

    /// <summary>Seconds of execution that each call is booked with, in addition to what <c>Load.Spend</c> books. Default 0.</summary>
    public double CallCost { get; init; }

    /// <summary>The UTC offset of the dates in answers. Default two hours.</summary>
    public TimeSpan TimeZoneOffset { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The maximum size of an uploaded file in bytes. Default 100 MiB (docs/portal/files.md, "Upload").</summary>
    public int MaxFileSize { get; init; } = 100 * 1024 * 1024;

    /// <summary>
    /// True (the default) answers a download without User-Agent with nginx's 404 page, which a real portal may do (docs/portal/files.md, "Download link").
    /// </summary>
    public bool StrictDownloads { get; init; } = true;

    /// <summary>With a certificate, the portal uses https; otherwise http. Default null.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The clock. Default the system's; <see cref="PortalClock.Advance"/> moves a portal's time without waiting.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
