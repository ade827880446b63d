using System.Collections;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>Finds the values of properties with the names of secrets. They are masked in the formatted text, because PowerShell's views don't say where they show a property.</summary>
internal static class SecretValues
{
    /// <summary>Adds the values to a mask. Script properties aren't read, because they can have side effects.</summary>
    public static void TeachFrom(IEnumerable<PSObject> items, SecretMask mask)
    {
        foreach (PSObject item in items)
        {
            if (item.BaseObject is IDictionary table)
            {
                foreach (DictionaryEntry entry in table)
                {
                    Teach($"{entry.Key}", entry.Value, mask);
                }
            }

            foreach (PSNoteProperty property in item.Properties.OfType<PSNoteProperty>())
            {
                Teach(property.Name, property.Value, mask);
            }
        }
    }

    private static void Teach(string name, object? value, SecretMask mask)
    {
        if (Unwrapped.From(value) is string text && SecretNames.Contain(name))
        {
            mask.Add(text);
        }
    }
}
