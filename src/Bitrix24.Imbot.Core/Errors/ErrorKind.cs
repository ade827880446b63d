using System.Runtime.CompilerServices;

namespace Bitrix24.Imbot.Core.Errors;

/// <summary>
/// An error condition: its stable ID, its group, and advice for the user. All conditions are static properties of the <c>...Errors</c> classes, one
/// class for each area.
/// </summary>
public sealed class ErrorKind
{
    /// <param name="group">The group of the error.</param>
    /// <param name="advice">What the user can do, without names from a user interface.</param>
    /// <param name="id">The name of the property, which keeps both in step. Scripts rely on these IDs, so they never change.</param>
    internal ErrorKind(ErrorGroup group, string advice, [CallerMemberName] string id = "")
    {
        Id = id;
        Group = group;
        Advice = advice;
    }

    /// <summary>The ID in PascalCase. It is stable, and programs can rely on it.</summary>
    public string Id { get; }

    /// <summary>The group of the error.</summary>
    public ErrorGroup Group { get; }

    /// <summary>What the user can do about the error, in one or two sentences.</summary>
    public string Advice { get; }

    /// <inheritdoc />
    public override string ToString() => Id;

    /// <summary>Creates an exception of this kind.</summary>
    /// <param name="message">What is wrong with which value. Must not contain a secret.</param>
    /// <param name="inner">The exception that caused the error, if any.</param>
    internal B24Exception With(string message, Exception? inner = null) => new(this, message, inner);
}
