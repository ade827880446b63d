using System.Globalization;
using Bitrix24.Imbot.Core.Rights;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>Collects the errors in rules, so that one error reports all of them.</summary>
internal sealed class RuleMistakes
{
    private readonly List<B24Exception> mistakes = [];

    public bool Any => mistakes.Count > 0;

    public void Add(B24Exception mistake) => mistakes.Add(mistake);

    public void Add(string message) => mistakes.Add(FunctionErrors.FunctionRuleInvalid.With(message));

    /// <summary>Parses the values of a list of people, and collects the errors, which start with the location of the list.</summary>
    public IReadOnlyList<AccessRule> ReadPeople(IEnumerable<object?> values, string where)
    {
        List<AccessRule> people = [];
        foreach (object? value in values)
        {
            try
            {
                people.Add(AccessRule.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)));
            }
            catch (B24Exception exception)
            {
                mistakes.Add(exception.Kind.With($"{where}: {exception.Message}"));
            }
        }

        return people;
    }

    /// <summary>Throws if there are errors. Several errors of the same kind become one error of this kind.</summary>
    /// <exception cref="B24Exception"><see cref="FunctionErrors.FunctionRuleInvalid"/>, <see cref="FunctionErrors.AccessRuleInvalid"/>, <see cref="FunctionErrors.FunctionRefused"/>.</exception>
    public void Throw()
    {
        if (mistakes.Count == 1)
        {
            throw mistakes[0];
        }

        if (mistakes.Count > 1)
        {
            ErrorKind kind = mistakes.All(mistake => mistake.Kind == mistakes[0].Kind) ? mistakes[0].Kind : FunctionErrors.FunctionRuleInvalid;
            string count = mistakes.Count.ToString(CultureInfo.InvariantCulture);
            throw kind.With($"{count} errors: {string.Join(" ", mistakes.Select((mistake, place) => $"({(place + 1).ToString(CultureInfo.InvariantCulture)}) {mistake.Message}"))}");
        }
    }
}
