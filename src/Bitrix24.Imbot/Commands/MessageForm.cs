using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Commands;

/// <summary>In which form a text is shown.</summary>
internal static class MessageForm
{
    /// <summary>The text as it is sent; null stays null.</summary>
    /// <param name="text">What the user gave.</param>
    /// <param name="isCode">Whether it is shown as a block of code, which also keeps anything in it from acting.</param>
    /// <param name="isPlain">Whether it is shown as it is written.</param>
    public static string? Of(string? text, bool isCode, bool isPlain) => text is null ? null : isCode ? CodeText.Of(text) : isPlain ? PlainText.Of(text) : text;
}
