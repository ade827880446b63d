using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.Core.Rights;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>The rule of a function. <see cref="FunctionRuleReader"/> reads it.</summary>
internal sealed record FunctionRule
{
    private static readonly string[] PathNames = ["Path", "LiteralPath", "FilePath", "PSPath"];

    /// <summary>The people who may call it; null for all people in -Allow.</summary>
    public IReadOnlyList<AccessRule>? Allow { get; init; }

    /// <summary>The people who can approve a call; empty if no approval is required.</summary>
    public IReadOnlyList<AccessRule> Approve { get; init; } = [];

    public int Approvals { get; init; } = 1;
    public TimeSpan ApproveWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether approvers see the output of -WhatIf, which runs code of the function.</summary>
    public bool Preview { get; init; }

    /// <summary>How often one person can run it; null for no limit.</summary>
    public CallLimit? Limit { get; init; }

    /// <summary>The time limit of a run; null for the default.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether a run is repeated after a restart interrupted it.</summary>
    public bool Repeatable { get; init; }

    /// <summary>The parameters that can be set; null for all that are settable.</summary>
    public IReadOnlyCollection<string>? Parameters { get; init; }

    public bool Paths { get; init; }

    /// <summary>Whether -WhatIf can be set, without a value.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Whether a function that supports ShouldProcess asks before it runs.</summary>
    public bool Confirm { get; init; } = true;

    public bool NeedsApproval => Approve.Count > 0;

    /// <summary>The content of the rule as text. Two rules are equal if their texts are equal. A call must not continue after its rule has changed.</summary>
    public string Fingerprint => string.Join("; ", new[]
    {
        $"Allow={(Allow is null ? "-" : TextOf(Allow))}",
        $"Approve={TextOf(Approve)}",
        FormattableString.Invariant($"Approvals={Approvals}"),
        $"ApproveWithin={RuleTime.TextOf(ApproveWithin)}",
        $"Preview={Preview}",
        $"Limit={Limit}",
        $"Timeout={(Timeout is { } timeout ? RuleTime.TextOf(timeout) : "-")}",
        $"Repeatable={Repeatable}",
        $"Parameters={(Parameters is null ? "-" : string.Join(",", Parameters.Select(name => name.ToUpperInvariant()).OrderBy(name => name, StringComparer.Ordinal)))}",
        $"Paths={Paths}",
        $"WhatIf={WhatIf}",
        $"Confirm={Confirm}",
    });

    public bool Allows(ChatParameter parameter) =>
        (Paths || !PathNames.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase) && !parameter.Aliases.Any(alias => PathNames.Contains(alias, StringComparer.OrdinalIgnoreCase)))
        && (Parameters is null || Parameters.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase));

    private static string TextOf(IEnumerable<AccessRule> people) => string.Join(",", people.Select(rule => rule.Text).OrderBy(text => text, StringComparer.Ordinal));
}
