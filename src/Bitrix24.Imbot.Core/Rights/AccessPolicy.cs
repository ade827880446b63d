using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Rights;

/// <summary>Who may do something: everybody whom one of its rules names, and nobody else. Never a bot, and an extranet user only by number.</summary>
internal sealed class AccessPolicy
{
    private readonly IReadOnlyList<AccessRule> rules;

    public AccessPolicy(IEnumerable<AccessRule> rules)
    {
        // What needs no call comes first.
        this.rules = [.. rules.Distinct().OrderBy(rule => rule.Kind is AccessRuleKind.Everyone or AccessRuleKind.User or AccessRuleKind.Department ? 0 : 1)];
    }

    /// <summary>The rules as somebody would write them.</summary>
    public override string ToString() => string.Join(", ", rules.Select(rule => rule.Text));

    /// <param name="user">Who wants to do it; null where the event doesn't say.</param>
    /// <param name="facts">What rules about departments and chats need to know.</param>
    /// <param name="report">Hears why a rule couldn't be checked.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <param name="isOld">Whether what the event says of the person's departments may have changed since. They are read then.</param>
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
                report($"The rule {rule.Kind} {rule.Id} cannot be checked: {exception.Message}");
                decision = AccessDecision.Unknown;
            }
        }

        return decision;
    }

    /// <returns>Null where it can't be told.</returns>
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

    /// <summary>They come with the event. A pushed event is a form, which has no empty lists, and older portals send less.</summary>
    private static async Task<IReadOnlyCollection<long>> DepartmentsOfAsync(User user, IAccessFacts facts, bool isOld, CancellationToken cancellation) =>
        !isOld && (user.Departments.Count > 0 || user.Source.Member("departments").ValueKind == JsonValueKind.Array)
            ? [.. user.Departments]
            : await facts.DepartmentsOfAsync(user.UserId, cancellation).ConfigureAwait(false);

    /// <summary>Guests of the portal are named by their numbers only. Portals that don't tell the type of a user tell whether it is of the extranet.</summary>
    private static bool IsEmployee(User user) =>
        !user.IsExtranet && (string.IsNullOrEmpty(user.Type) || string.Equals(user.Type, "employee", StringComparison.OrdinalIgnoreCase));
}
