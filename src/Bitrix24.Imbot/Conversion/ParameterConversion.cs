using System.Collections;
using System.Globalization;
using System.Management.Automation.Internal;
using System.Net;
using System.Numerics;
using System.Security;
using System.Text.Json;
using System.Xml;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Converts PowerShell values to JSON values: hashtables and PSCustomObject to objects, collections to arrays, enums to their names, dates to ISO 8601, bytes to
/// Base64, and SecureString to its text. Other objects are refused.
/// </summary>
internal sealed class ParameterConversion
{
    private const int MaxNesting = 64;

    private readonly List<object> path = [];
    private readonly List<string> names = [];

    public static JsonMap ToMap(object? parameters)
    {
        ParameterConversion conversion = new();
        return UserCode.Run(() => conversion.Convert(parameters), conversion.NotReadable) switch
        {
            null => [],
            JsonMap map => map,
            _ => throw PortalErrors.ParameterNotSerializable.With("The parameters of a method must be a hashtable or an object with named members."),
        };
    }

    /// <summary>Creates the error. After an exception, the list of names still contains the path of the member that was converted.</summary>
    private B24Exception NotReadable(Exception exception) => PortalErrors.ParameterNotSerializable.With(
        names.Count == 0 ? $"The parameters can't be read: {exception.Message}" : $"The parameter '{string.Join(".", names)}' can't be read: {exception.Message}",
        exception);

    private object? Convert(object? value)
    {
        object? inner = value is PSObject wrapped ? InnerOf(wrapped) : value;
        return inner switch
        {
            null or DBNull => null,
            string or bool or long or int or ulong or decimal or Secret or JsonElement => inner,
            SwitchParameter flag => flag.IsPresent,
            char character => character.ToString(),
            Enum name => name.ToString(),
            sbyte or byte or short or ushort or uint => ((IConvertible)inner).ToInt64(CultureInfo.InvariantCulture),
            float number => Finite(double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
            double number => Finite(number),
            BigInteger number => JsonDocument.Parse(number.ToString(CultureInfo.InvariantCulture)).RootElement,
            DateTimeOffset => inner,
            DateTime date => MomentOf(date),
            SecureString secure => Secret.FromSecureString(secure),
            byte[] bytes => System.Convert.ToBase64String(bytes),
            Uri address => address.OriginalString,
            Guid or Version or TimeSpan or IPAddress => inner.ToString(),
            PSObject custom => Nested(custom, () => FromProperties(custom)),
            IDictionary dictionary => Nested(dictionary, () => FromDictionary(dictionary)),
            XmlNode => throw NotSerializable(inner),
            IEnumerable list => Nested(list, () => list.Cast<object?>().Select(Convert).ToList()),
            _ => throw NotSerializable(inner),
        };
    }

    /// <summary>Unwraps an object, except a PSCustomObject. A command without output returns AutomationNull, which also looks like a PSCustomObject.</summary>
    private static object? InnerOf(PSObject wrapped) => ReferenceEquals(wrapped, AutomationNull.Value) ? null
        : wrapped.BaseObject is PSCustomObject ? wrapped
        : wrapped.BaseObject;

    private object Nested(object container, Func<object> convert)
    {
        if (path.Exists(outer => ReferenceEquals(outer, container)))
        {
            throw PortalErrors.ParameterCyclic.With("The parameters contain a circular reference.");
        }

        path.Add(container);
        if (path.Count > MaxNesting)
        {
            throw PortalErrors.ParameterCyclic.With($"The parameters are nested more than {MaxNesting} levels deep.");
        }

        object converted = convert();
        path.RemoveAt(path.Count - 1);
        return converted;
    }

    private JsonMap FromDictionary(IDictionary dictionary)
    {
        JsonMap map = [];
        foreach (DictionaryEntry entry in dictionary)
        {
            string name = System.Convert.ToString(Unwrapped.From(entry.Key), CultureInfo.InvariantCulture) ?? string.Empty;
            map[name] = Member(name, () => entry.Value);
        }

        return map;
    }

    private JsonMap FromProperties(PSObject custom)
    {
        JsonMap map = [];
        foreach (PSPropertyInfo property in ObjectProperties.Get(custom))
        {
            map[property.Name] = Member(property.Name, () => property.Value);
        }

        return map;
    }

    private object? Member(string name, Func<object?> value)
    {
        names.Add(name);
        object? converted = Convert(value());
        names.RemoveAt(names.Count - 1);
        return converted;
    }

    /// <summary>Converts a date in the local time zone. The first and last hours of the DateTime range can be out of range in UTC.</summary>
    private static DateTimeOffset MomentOf(DateTime date)
    {
        try
        {
            return new DateTimeOffset(date.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(date, DateTimeKind.Local) : date);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new InvalidOperationException($"The local date {date.ToString("s", CultureInfo.InvariantCulture)} is out of range in UTC.", exception);
        }
    }

    private static double Finite(double number) => double.IsNaN(number) || double.IsInfinity(number)
        ? throw PortalErrors.ParameterNotSerializable.With($"{number.ToString(CultureInfo.InvariantCulture)} can't be converted to JSON.")
        : number;

    private static B24Exception NotSerializable(object value) =>
        PortalErrors.ParameterNotSerializable.With($"A value of type {value.GetType().Name} can't be converted to JSON.");
}
