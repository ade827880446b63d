using System.Management.Automation;
using System.Runtime.CompilerServices;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Lets a session be given as object or by its name. What is neither, a name that is not there or a session that was written to text and read back (as
/// <c>Start-Job</c> does), is bound as a session that the cmdlet refuses: an error at this place would have PowerShell's id and no advice.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionArgumentAttribute : ArgumentTransformationAttribute
{
    private const string DeserializedPrefix = "Deserialized.";

    private static readonly ConditionalWeakTable<B24Session, B24Exception> Refusals = new();

    /// <summary>Why a session that was bound can't be used; null where it can.</summary>
    public static B24Exception? RefusalOf(B24Session session) => Refusals.TryGetValue(session, out B24Exception? refusal) ? refusal : null;

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is PSObject wrapped && wrapped.TypeNames.Contains(DeserializedPrefix + typeof(B24Session).FullName))
        {
            return Refused(SessionErrors.SessionDeserialized.With("This session was copied as text into another process and holds no secrets any more."));
        }

        if (Unwrapped.Of(inputData) is not string name)
        {
            return inputData;
        }

        try
        {
            return SessionStore.Of(engineIntrinsics.SessionState).Require(name);
        }
        catch (B24Exception refusal)
        {
            return Refused(refusal);
        }
    }

    private static B24Session Refused(B24Exception refusal)
    {
        B24Session session = B24Session.ForWebhook(Secret.FromText("https://refused.invalid/rest/1/refused-session/")!);
        Refusals.Add(session, refusal);
        return session;
    }
}
