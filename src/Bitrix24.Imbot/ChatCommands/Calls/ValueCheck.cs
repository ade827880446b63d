using System.Globalization;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>
/// Converts and validates a value with the type and attributes of its parameter, before the function runs. This must run in the runspace of the function, because
/// a validation can be a script.
/// </summary>
internal static class ValueCheck
{
    private static readonly MethodInfo Validate = typeof(ValidateArgumentsAttribute).GetMethod(nameof(Validate), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <returns>PowerShell's error message; null if the value is valid.</returns>
    public static string? Find(CommandInfo command, string name, object value)
    {
        ParameterMetadata parameter = command.Parameters[name];
        EngineIntrinsics engine = (EngineIntrinsics)Runspace.DefaultRunspace.SessionStateProxy.GetVariable("ExecutionContext");
        try
        {
            object converted = value;
            foreach (ArgumentTransformationAttribute transformation in parameter.Attributes.OfType<ArgumentTransformationAttribute>())
            {
                converted = transformation.Transform(engine, converted);
            }

            converted = LanguagePrimitives.ConvertTo(converted, parameter.ParameterType, CultureInfo.InvariantCulture);
            foreach (ValidateArgumentsAttribute check in parameter.Attributes.OfType<ValidateArgumentsAttribute>())
            {
                Validate.Invoke(check, [converted, engine]);
            }

            return null;
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException?.Message ?? exception.Message;
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidCastException or InvalidOperationException or ArgumentException or FormatException)
        {
            return exception.Message;
        }
    }
}
