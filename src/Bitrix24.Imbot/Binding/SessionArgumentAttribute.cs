using System.Runtime.CompilerServices;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Binding;

/// <summary>
/// Converts an argument to a session. Accepts a session object or its name. An unknown name or a deserialized session is bound as a session that the cmdlet refuses,
/// because an error during binding would have PowerShell's error ID and no recommended action.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionArgumentAttribute : ArgumentTransformationAttribute
{
    private static readonly ConditionalWeakTable<B24Session, B24Exception> Refusals = new();

    /// <summary>Gets the reason why a bound session can't be used; null if it can.</summary>
    public static B24Exception? RefusalOf(B24Session session) => Refusals.TryGetValue(session, out B24Exception? refusal) ? refusal : null;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is PSObject wrapped && DeserializedCopy.IsOf(wrapped, typeof(B24Session)))
        {
            return Refused(SessionErrors.SessionDeserialized.With("The session was deserialized in another process and no longer contains its secrets."));
        }

        if (Unwrapped.From(inputData) is not string name)
        {
            return inputData;
        }

        try
        {
            return new SessionStore(engineIntrinsics.SessionState).Require(name);
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
