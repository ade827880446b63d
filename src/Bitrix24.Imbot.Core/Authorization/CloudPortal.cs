using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Authorization;

/// <summary>Recognizes cloud portals by their host names, <c>name.bitrix24.zone</c>.</summary>
internal static class CloudPortal
{
    private static readonly Regex Host = new(
        @"^[a-z0-9][a-z0-9-]*\.bitrix24\.(?<zone>[a-z]{2,}(\.[a-z]{2,})?)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Whether both hosts are cloud portals of the same zone.</summary>
    public static bool AreInOneZone(string one, string other)
    {
        Match first = Host.Match(one);
        Match second = Host.Match(other);
        return first.Success && second.Success && string.Equals(first.Groups["zone"].Value, second.Groups["zone"].Value, StringComparison.OrdinalIgnoreCase);
    }
}
