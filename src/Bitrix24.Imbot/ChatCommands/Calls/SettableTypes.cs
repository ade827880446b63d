using System.Management.Automation;
using System.Net;
using System.Net.Mail;
using System.Numerics;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>
/// The types that a parameter may have to be set from a chat. PowerShell turns text into any type with a constructor or a Parse method for it, and some of them
/// do something: a StreamWriter creates its file. So only these can be set, and arrays and nullables of them.
/// </summary>
internal static class SettableTypes
{
    /// <summary>Types that are made of text, so that a number stays as it was written: 1.10 is a version.</summary>
    private static readonly HashSet<Type> MadeOfText = [typeof(string), typeof(Version), typeof(Uri), typeof(Guid), typeof(MailAddress)];

    private static readonly HashSet<Type> Others =
    [
        typeof(object), typeof(PSObject), typeof(bool), typeof(SwitchParameter), typeof(char), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int),
        typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal), typeof(BigInteger),
    ];

    /// <summary>Made of text as well, but for whole numbers, which PowerShell takes for ticks and the like.</summary>
    private static readonly HashSet<Type> MadeOfTextOrWholeNumber =
    [
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(IPAddress),
#if NET
        typeof(DateOnly), typeof(TimeOnly),
#endif
    ];

    public static bool Contains(Type type)
    {
        Type single = SingleOf(type);
        return single.IsEnum || MadeOfText.Contains(single) || MadeOfTextOrWholeNumber.Contains(single) || Others.Contains(single);
    }

    /// <summary>Whether a number goes to a parameter of this type as the text that it was written as.</summary>
    public static bool TakesWritten(Type type, object number)
    {
        Type single = SingleOf(type);
        return MadeOfText.Contains(single) || (MadeOfTextOrWholeNumber.Contains(single) && number is (double or float or decimal));
    }

    /// <summary>The type of one value: of an array its elements', without the nullable around it.</summary>
    public static Type SingleOf(Type type)
    {
        Type element = type.IsArray && type.GetArrayRank() == 1 ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(element) ?? element;
    }
}
