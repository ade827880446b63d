using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Reading a user's object runs code of others: script properties, enumerators, <c>ToString</c>. Whatever that throws is an error of this one object, and the
/// pipeline goes on.
/// </summary>
internal static class UserCode
{
    /// <summary>Runs a conversion.</summary>
    /// <param name="convert">The conversion.</param>
    /// <param name="errorFor">Makes the error from what was thrown.</param>
    /// <exception cref="B24Exception">The conversion's own refusal, or the error made of anything else.</exception>
    public static T Run<T>(Func<T> convert, Func<Exception, B24Exception> errorFor)
    {
        try
        {
            return convert();
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw errorFor(exception);
        }
    }

    /// <summary>Whether an exception says that the user's code failed. Stops and flow control, which PowerShell may have wrapped, are meant for the pipeline.</summary>
    public static bool IsFailure(Exception exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is B24Exception or PipelineStoppedException or FlowControlException)
            {
                return false;
            }
        }

        return true;
    }
}
