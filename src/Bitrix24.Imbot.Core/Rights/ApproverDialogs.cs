using System.Globalization;
using Bitrix24.Imbot.Core.Lists;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Rights;

/// <summary>
/// Finds the dialogs in which to ask the people of access rules: the chat for chat rules, otherwise the private dialog of each person.
/// </summary>
internal sealed class ApproverDialogs(Func<ApiMethod, JsonMap, ListPages> read, IAccessFacts facts)
{
    /// <param name="rules">The people to ask.</param>
    /// <param name="excluded">A person not to ask; null for none.</param>
    /// <param name="max">Maximum number of dialogs. Reading stops after that.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The unique dialogs in the order of the rules. Contains one more than <paramref name="max"/> if there are too many.</returns>
    /// <exception cref="B24Exception">A list of people can't be read.</exception>
    public async Task<IReadOnlyList<string>> FindAsync(IEnumerable<AccessRule> rules, long? excluded, int max, CancellationToken cancellation)
    {
        List<string> dialogs = [];
        foreach (AccessRule rule in rules)
        {
            switch (rule.Kind)
            {
                case AccessRuleKind.Chat or AccessRuleKind.Manager or AccessRuleKind.Owner:
                    Add(rule.DialogId);
                    break;
                case AccessRuleKind.User when rule.Id != excluded:
                    Add(rule.Id.ToString(CultureInfo.InvariantCulture));
                    break;
                case AccessRuleKind.Department or AccessRuleKind.DepartmentTree:
                    IReadOnlyCollection<long> departments = rule.Kind == AccessRuleKind.Department
                        ? [rule.Id]
                        : await facts.DepartmentTreeAsync(rule.Id, cancellation).ConfigureAwait(false);
                    await AddPeopleAsync(departments).ConfigureAwait(false);
                    break;
            }
        }

        return dialogs;

        void Add(string dialogId)
        {
            if (dialogs.Count <= max && !dialogs.Contains(dialogId))
            {
                dialogs.Add(dialogId);
            }
        }

        async Task AddPeopleAsync(IReadOnlyCollection<long> departments)
        {
            UserQuery query = new() { DepartmentIds = departments };
            ListPages pages = read(query.Method, query.ToParameters());
            while (dialogs.Count <= max && await pages.NextAsync(cancellation).ConfigureAwait(false) is { } page)
            {
                foreach (PortalUser user in query.Read(page).Where(user => user.UserId != excluded))
                {
                    Add(user.UserId.ToString(CultureInfo.InvariantCulture));
                }
            }
        }
    }
}
