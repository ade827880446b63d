using System.Globalization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Lists;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Rights;

/// <summary>Where the people are asked whom rules name: a chat for the people of a chat, and otherwise each in his private dialog.</summary>
internal sealed class ApproverDialogs
{
    private readonly Func<ApiMethod, JsonMap, ListPages> read;
    private readonly IAccessFacts facts;

    /// <param name="read">Begins to read a list of the portal.</param>
    /// <param name="facts">Knows the tree of departments.</param>
    public ApproverDialogs(Func<ApiMethod, JsonMap, ListPages> read, IAccessFacts facts)
    {
        this.read = read;
        this.facts = facts;
    }

    /// <param name="rules">Who is asked.</param>
    /// <param name="excluded">A person who isn't asked; null for nobody.</param>
    /// <param name="max">How many dialogs are wanted at most; more are not read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The dialogs, each once, in the order of the rules. One more than <paramref name="max"/> where there are too many.</returns>
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
