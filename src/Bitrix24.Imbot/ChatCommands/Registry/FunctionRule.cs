using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.Core.Rights;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>What holds for one function. <see cref="FunctionRuleReader"/> reads it.</summary>
internal sealed record FunctionRule
{
    private static readonly string[] PathNames = ["Path", "LiteralPath", "FilePath", "PSPath"];

    /// <summary>Who may call it; null for everybody who may call functions.</summary>
    public IReadOnlyList<AccessRule>? Allow { get; init; }

    /// <summary>Who can approve a call; empty where nobody needs to.</summary>
    public IReadOnlyList<AccessRule> Approve { get; init; } = [];

    /// <summary>How many of them must agree.</summary>
    public int Approvals { get; init; } = 1;

    /// <summary>How long they have for it.</summary>
    public TimeSpan ApproveWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether those who approve see what -WhatIf says, which runs code of the function.</summary>
    public bool Preview { get; init; }

    /// <summary>How often one person may run it; null for as often as any.</summary>
    public CallLimit? Limit { get; init; }

    /// <summary>How long a run may take; null for the time of all functions.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether a run that a restart interrupted is run again.</summary>
    public bool Repeatable { get; init; }

    /// <summary>The parameters that can be set; null for all that are fit.</summary>
    public IReadOnlyCollection<string>? Parameters { get; init; }

    /// <summary>Whether parameters that name files can be set.</summary>
    public bool Paths { get; init; }

    /// <summary>Whether -WhatIf can be set, without a value.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Whether a function that supports ShouldProcess asks before it runs.</summary>
    public bool Confirm { get; init; } = true;

    /// <summary>Whether somebody must approve a call.</summary>
    public bool NeedsApproval => Approve.Count > 0;

    /// <summary>
    /// Everything that the rule says, as one text: two rules are the same where their texts are. A call that began under one rule must not go on under another.
    /// </summary>
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

    /// <summary>Whether a parameter may be set from a chat.</summary>
    public bool Allows(ChatParameter parameter) =>
        (Paths || !PathNames.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase) && !parameter.Aliases.Any(alias => PathNames.Contains(alias, StringComparer.OrdinalIgnoreCase)))
        && (Parameters is null || Parameters.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase));

    private static string TextOf(IEnumerable<AccessRule> people) => string.Join(",", people.Select(rule => rule.Text).OrderBy(text => text, StringComparer.Ordinal));
}
