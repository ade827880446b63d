using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Rights;

/// <summary>Grants access to everyone that one of its rules includes. Bots never have access, and extranet users only by user ID.</summary>
internal sealed class AccessPolicy(IEnumerable<AccessRule> rules)
{
    // Rules that need no call come first.
    private readonly IReadOnlyList<AccessRule> rules = [.. rules.Distinct().OrderBy(rule => rule.Kind is AccessRuleKind.Everyone or AccessRuleKind.User or AccessRuleKind.Department ? 0 : 1)];

    public override string ToString() => string.Join(", ", rules.Select(rule => rule.Text));

    /// <param name="user">The person; null if the event doesn't contain one.</param>
    /// <param name="facts">Provides facts about departments and chats.</param>
    /// <param name="report">Receives the reason if a rule can't be checked.</param>
    /// <param name="cancellation">Cancels the check.</param>
    /// <param name="isOld">Whether the departments in the event may be outdated. They are then read from the portal.</param>
    public async Task<AccessDecision> DecideAsync(User? user, IAccessFacts facts, Action<string> report, CancellationToken cancellation, bool isOld = false)
    {
        if (user is null || user.UserId <= 0 || user.IsBot || user.IsConnector || string.Equals(user.Type, "bot", StringComparison.OrdinalIgnoreCase))
        {
            return AccessDecision.Denied;
        }

        AccessDecision decision = AccessDecision.Denied;
        foreach (AccessRule rule in rules)
        {
            try
            {
                bool? isNamed = await NamesAsync(rule, user, facts, isOld, cancellation).ConfigureAwait(false);
                if (isNamed == true)
                {
                    return AccessDecision.Allowed;
                }

                decision = isNamed is null ? AccessDecision.Unknown : decision;
            }
            catch (B24Exception exception)
            {
                report($"Could not check the rule {rule.Kind} {rule.Id}: {exception.Message}");
                decision = AccessDecision.Unknown;
            }
        }

        return decision;
    }

    /// <returns>Null if unknown.</returns>
    private static async Task<bool?> NamesAsync(AccessRule rule, User user, IAccessFacts facts, bool isOld, CancellationToken cancellation)
    {
        if (rule.Kind == AccessRuleKind.User)
        {
            return rule.Id == user.UserId;
        }

        if (!IsEmployee(user))
        {
            return false;
        }

        switch (rule.Kind)
        {
            case AccessRuleKind.Everyone:
                return true;
            case AccessRuleKind.Department:
                return (await DepartmentsOfAsync(user, facts, isOld, cancellation).ConfigureAwait(false)).Contains(rule.Id);
            case AccessRuleKind.DepartmentTree:
                IReadOnlyCollection<long> departments = await DepartmentsOfAsync(user, facts, isOld, cancellation).ConfigureAwait(false);
                return departments.Contains(rule.Id)
                    || (departments.Count > 0 && (await facts.DepartmentTreeAsync(rule.Id, cancellation).ConfigureAwait(false)).Intersect(departments).Any());
            case AccessRuleKind.Chat:
                (IReadOnlyCollection<long> ids, bool isComplete) = await facts.MembersAsync(rule.DialogId, cancellation).ConfigureAwait(false);
                return ids.Contains(user.UserId) ? true : isComplete ? false : null;
            case AccessRuleKind.Manager:
            case AccessRuleKind.Owner:
                Chats.Chat chat = await facts.ChatAsync(rule.DialogId, cancellation).ConfigureAwait(false);
                return chat.OwnerId == user.UserId || (rule.Kind == AccessRuleKind.Manager && chat.ManagerIds.Contains(user.UserId));
            default:
                return false;
        }
    }

    /// <summary>Departments are part of the event. A pushed event is a form, which can't contain empty lists, and older portals send less.</summary>
    private static async Task<IReadOnlyCollection<long>> DepartmentsOfAsync(User user, IAccessFacts facts, bool isOld, CancellationToken cancellation) =>
        !isOld && (user.Departments.Count > 0 || user.Source.Member("departments").ValueKind == JsonValueKind.Array)
            ? [.. user.Departments]
            : await facts.DepartmentsOfAsync(user.UserId, cancellation).ConfigureAwait(false);

    /// <summary>
    /// Guests of the portal are included only by user ID. Portals that don't return a user's type return whether the user is an extranet user.
    /// </summary>
    private static bool IsEmployee(User user) =>
        !user.IsExtranet && (string.IsNullOrEmpty(user.Type) || string.Equals(user.Type, "employee", StringComparison.OrdinalIgnoreCase));
}
