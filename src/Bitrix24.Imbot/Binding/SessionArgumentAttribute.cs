using System.Management.Automation;
using Bitrix24.Imbot.Core;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Tells a session that was written to text and read back (as <c>Start-Job</c> does with what it is given) from a live one. It is bound as
/// <see cref="Deserialized"/>, which the cmdlet refuses: an error at this place would have PowerShell's id and no advice.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionArgumentAttribute : ArgumentTransformationAttribute
{
    private const string DeserializedPrefix = "Deserialized.";

    /// <summary>Stands for any session that was written to text; nothing can be sent through it.</summary>
    public static B24Session Deserialized { get; } = B24Session.ForWebhook(Core.Authorization.Secret.FromText("https://deserialized.invalid/rest/1/deserialized/")!);

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject wrapped && wrapped.TypeNames.Contains(DeserializedPrefix + typeof(B24Session).FullName) ? Deserialized : inputData;
}
