using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>Something to be run on a pipeline thread on behalf of another thread, which waits for its end.</summary>
internal abstract class PipelineStep
{
    /// <summary>Runs it, on the pipeline thread. What ends the pipeline passes, and is an error of the step for the one who waits.</summary>
    public abstract void Run();

    /// <summary>Nobody will run it.</summary>
    public abstract void Refuse(B24Exception reason);
}

/// <inheritdoc />
internal sealed class PipelineStep<T> : PipelineStep
{
    private readonly Func<T> step;
    private readonly TaskCompletionSource<T> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PipelineStep(Func<T> step)
    {
        this.step = step;
    }

    /// <inheritdoc />
    public override void Run()
    {
        try
        {
            end.SetResult(step());
        }
        catch (B24Exception exception)
        {
            end.SetException(exception);
        }
        catch (Exception exception)
        {
            end.SetException(TokenStoreErrors.TokenVaultOutOfReach.With(
                exception is PipelineStoppedException ? "The pipeline was stopped while the block ran." : "The block ended its pipeline.", exception));
            throw;
        }
    }

    /// <inheritdoc />
    public override void Refuse(B24Exception reason) => end.SetException(reason);

    /// <summary>Waits, on the other thread.</summary>
    public T WaitForResult() => end.Task.GetAwaiter().GetResult();
}
