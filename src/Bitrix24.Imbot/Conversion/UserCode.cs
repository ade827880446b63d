namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Runs conversions that read user objects, which can execute other code: script properties, enumerators, <c>ToString</c>. Any exception becomes an error of this
/// object, and the pipeline continues.
/// </summary>
internal static class UserCode
{
    /// <exception cref="B24Exception">The error of the conversion, or the error for another exception.</exception>
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

    /// <summary>Whether an exception is a failure of user code. Stops and flow control, which PowerShell can wrap, belong to the pipeline.</summary>
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
