namespace Bitrix24.Imbot.Core.Errors;

/// <summary>One condition that can go wrong: its stable id, its group, and what to do about it.</summary>
public sealed class ErrorKind
{
    internal ErrorKind(string id, ErrorGroup group, string advice)
    {
        Id = id;
        Group = group;
        Advice = advice;
    }

    /// <summary>The id, PascalCase, the same for ever; PowerShell shows it in <c>FullyQualifiedErrorId</c>.</summary>
    public string Id { get; }

    /// <summary>The sort of trouble.</summary>
    public ErrorGroup Group { get; }

    /// <summary>What a person does next, in one or two sentences.</summary>
    public string Advice { get; }

    /// <inheritdoc />
    public override string ToString() => Id;

    /// <summary>Makes an exception of this kind.</summary>
    /// <param name="message">What was wrong with which value; never holds a secret.</param>
    /// <param name="inner">The cause, if another exception is.</param>
    internal B24Exception With(string message, Exception? inner = null) => new(this, message, inner);
}
