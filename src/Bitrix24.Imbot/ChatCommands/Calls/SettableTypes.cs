using System.Net;
using System.Net.Mail;
using System.Numerics;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>
/// The parameter types that can be set from a chat, including their arrays and nullables. PowerShell converts text to any type that has a matching constructor or
/// Parse method, and some of these have side effects: a StreamWriter creates its file.
/// </summary>
internal static class SettableTypes
{
    /// <summary>Types that are created from text, so a number must keep its written form: 1.10 is a version.</summary>
    private static readonly HashSet<Type> MadeOfText = [typeof(string), typeof(Version), typeof(Uri), typeof(Guid), typeof(MailAddress)];

    private static readonly HashSet<Type> Others =
    [
        typeof(object), typeof(PSObject), typeof(bool), typeof(SwitchParameter), typeof(char), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int),
        typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal), typeof(BigInteger),
    ];

    /// <summary>Types that are created from text, except that PowerShell converts a whole number differently, for example from ticks.</summary>
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

    /// <summary>Whether a number must be passed to this type as its written text.</summary>
    public static bool KeepsWrittenText(Type type, object number)
    {
        Type single = SingleOf(type);
        return MadeOfText.Contains(single) || (MadeOfTextOrWholeNumber.Contains(single) && number is (double or float or decimal));
    }

    /// <summary>Gets the element type of an array, or the underlying type of a nullable.</summary>
    public static Type SingleOf(Type type)
    {
        Type element = type.IsArray && type.GetArrayRank() == 1 ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(element) ?? element;
    }
}
