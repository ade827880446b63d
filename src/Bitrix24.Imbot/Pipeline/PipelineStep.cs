namespace Bitrix24.Imbot.Pipeline;

/// <summary>A step that runs on a pipeline thread for another thread, which waits for it.</summary>
internal abstract class PipelineStep
{
    /// <summary>Runs the step on the pipeline thread. Exceptions that end the pipeline are rethrown, and the waiting thread gets an error.</summary>
    public abstract void Run();

    /// <summary>Fails the step, because no cmdlet can run it.</summary>
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
                exception is PipelineStoppedException ? "The pipeline was stopped while the script block was running." : "The script block ended its pipeline.", exception));
            throw;
        }
    }

    /// <inheritdoc />
    public override void Refuse(B24Exception reason) => end.SetException(reason);

    /// <summary>Waits for the result on the other thread.</summary>
    public T WaitForResult() => end.Task.GetAwaiter().GetResult();
}
