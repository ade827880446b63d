using System.Globalization;

namespace Bitrix24.Imbot.Core.Rights;

/// <summary>An access rule for a user, a department, the people of a chat, or everyone.</summary>
/// <param name="Kind">What the rule applies to.</param>
/// <param name="Id">ID of the user, department, or chat; 0 for everyone.</param>
internal sealed record AccessRule(AccessRuleKind Kind, long Id)
{
    /// <summary>The dialog ID of a chat rule.</summary>
    public string DialogId => $"chat{Id.ToString(CultureInfo.InvariantCulture)}";

    public string Text => Kind switch
    {
        AccessRuleKind.Everyone => "Everyone",
        AccessRuleKind.User => Id.ToString(CultureInfo.InvariantCulture),
        AccessRuleKind.DepartmentTree => $"department:{Id.ToString(CultureInfo.InvariantCulture)}+",
        AccessRuleKind.Department => $"department:{Id.ToString(CultureInfo.InvariantCulture)}",
        _ => $"{Kind.ToString().ToLowerInvariant()}:{DialogId}",
    };

    /// <summary>Reads a rule: <c>17</c> or <c>user:17</c>, <c>department:7</c>, <c>department:7+</c>, <c>chat:chat5</c>, <c>manager:chat5</c>, <c>owner:chat5</c>, <c>Everyone</c>.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.AccessRuleInvalid"/>.</exception>
    public static AccessRule Parse(string? text)
    {
        string rule = (text ?? string.Empty).Trim();
        if (string.Equals(rule, "Everyone", StringComparison.OrdinalIgnoreCase))
        {
            return new AccessRule(AccessRuleKind.Everyone, 0);
        }

        int colon = rule.IndexOf(':');
        string kind = colon < 0 ? "user" : rule.Substring(0, colon).Trim().ToLowerInvariant();
        string value = rule.Substring(colon + 1).Trim();
        return (kind, value) switch
        {
            ("user", _) when IdIn(value) is { } id => new AccessRule(AccessRuleKind.User, id),
            ("department", _) when IdIn(value) is { } id => new AccessRule(AccessRuleKind.Department, id),
            ("department", _) when value.EndsWith("+", StringComparison.Ordinal) && IdIn(value.Substring(0, value.Length - 1)) is { } id => new AccessRule(AccessRuleKind.DepartmentTree, id),
            ("chat", _) when ChatIn(value) is { } id => new AccessRule(AccessRuleKind.Chat, id),
            ("manager", _) when ChatIn(value) is { } id => new AccessRule(AccessRuleKind.Manager, id),
            ("owner", _) when ChatIn(value) is { } id => new AccessRule(AccessRuleKind.Owner, id),
            _ => throw FunctionErrors.AccessRuleInvalid.With($"{ShownInput.Quote(rule)} is not a valid access rule."),
        };
    }

    private static long? ChatIn(string value) => value.StartsWith("chat", StringComparison.OrdinalIgnoreCase) ? IdIn(value.Substring(4)) : null;

    private static long? IdIn(string value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long id) && id > 0 ? id : null;
}
