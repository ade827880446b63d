using System.Text;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Shows the output of a function: one object as names and values, text and tables as a code block, and long output as a file with its first lines.</summary>
internal sealed class OutputView(ChatCall call)
{
    /// <summary>The maximum number of lines and characters in a message.</summary>
    private const int MaxLines = 40;
    private const int MaxLength = 6000;

    /// <summary>The number of lines and characters that are shown for a file.</summary>
    private const int FirstLines = 10;
    private const int FirstLength = 2000;

    /// <summary>The maximum number of characters of a run.</summary>
    private const int MaxTotal = 5_000_000;

    private readonly ChatDialog dialog = call.Dialog;
    private readonly long botId = call.Bot.BotId;
    private int total;

    public bool IsFull { get; private set; }

    public void Show(OutputPortion portion)
    {
        if (portion.Card is { } card)
        {
            SendMessageRequest request = new(botId, dialog.DialogId, null, card);
            _ = dialog.Outbox.Post(stop => dialog.Sender.SendAsync(request, null, stop));
            return;
        }

        total += portion.Text.Length;
        IsFull |= total > MaxTotal;
        if (portion.Text.Length == 0 || IsFull)
        {
            return;
        }

        string[] lines = portion.Text.Split('\n');
        if (lines.Length > MaxLines || portion.Text.Length > MaxLength)
        {
            ShowFile(portion.Text, lines);
        }
        else
        {
            dialog.SayText(portion.IsCode ? portion.Text : CodeText.Wrap(portion.Text));
        }
    }

    private void ShowFile(string text, string[] lines)
    {
        string first = string.Join("\n", lines.Take(FirstLines));
        string shown = CodeText.Wrap(first.Length > FirstLength ? first.Substring(0, FirstLength) : first);
        string message = $"{shown}\n{dialog.Texts.Format(ChatText.OutputAsFile, lines.Length)}";
        _ = dialog.Outbox.Post(stop => SendFileAsync(text, message, stop));
    }

    /// <summary>Sends the output as a temporary file.</summary>
    private async Task SendFileAsync(string text, string message, CancellationToken cancellation)
    {
        string path = Path.Combine(Path.GetTempPath(), $"b24-{Guid.NewGuid():N}.txt");
        try
        {
            Core.Storage.PrivateFile.Write(path, [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]);
            LocalFile file = LocalFile.Require(path, $"{call.Function.Name}.txt");
            await dialog.Sender.SendAsync(new UploadFileRequest(botId, dialog.DialogId, file, message), null, cancellation).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
