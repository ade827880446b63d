using System.Runtime.CompilerServices;

namespace Bitrix24.Imbot.Core.Errors;

/// <summary>
/// One condition that can go wrong: its stable ID, its group, and what to do about it. The conditions are static properties of the <c>...Errors</c> classes, one class
/// for each area.
/// </summary>
public sealed class ErrorKind
{
    /// <param name="group">The sort of trouble.</param>
    /// <param name="advice">What a person does next, without the names of any user interface.</param>
    /// <param name="id">The name of the property, so that neither can drift. IDs are a promise to scripts and never change.</param>
    internal ErrorKind(ErrorGroup group, string advice, [CallerMemberName] string id = "")
    {
        Id = id;
        Group = group;
        Advice = advice;
    }

    /// <summary>The ID, PascalCase. It never changes, and programs can rely on it.</summary>
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
