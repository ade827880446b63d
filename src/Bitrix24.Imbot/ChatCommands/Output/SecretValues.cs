using System.Collections;
using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>Values in what a function gives that their names call secrets. PowerShell's views don't say where on the screen they show which property.</summary>
internal static class SecretValues
{
    /// <summary>Teaches a mask the texts of an object's own properties. Properties that are code are not asked: they may do something.</summary>
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
        if (Unwrapped.Of(value) is string text && SecretNames.Contain(name))
        {
            mask.Add(text);
        }
    }
}
