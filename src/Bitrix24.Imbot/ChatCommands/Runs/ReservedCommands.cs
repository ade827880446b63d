using System.Globalization;
using System.Text;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Runs the built-in commands. Each shows only functions that the person may run.</summary>
internal sealed class ReservedCommands(ChatBot bot, IReadOnlyList<ChatCall> calls, ChatDialog dialog, PortalEvent item, CancellationToken cancellation)
{
    public Task RunAsync(ChatLine line) => line.Name.ToUpperInvariant() switch
    {
        "HELP" => line.Line.Trim().TrimStart('/') is { Length: > 0 } name ? HelpOfAsync(name) : HelpAsync(),
        "JOBS" => JobsAsync(),
        "STOP" => StopAsync(line.Line.Trim()),
        _ => Cancel(),
    };

    private async Task HelpAsync()
    {
        StringBuilder text = new();
        foreach (ChatFunction function in bot.Functions.Functions)
        {
            if (await MayRunAsync(function).ConfigureAwait(false))
            {
                text.Append($"\n{TitleOf(function, " \u2014 ")}");
            }
        }

        dialog.SayText(text.Length == 0 ? dialog.Texts.Format(ChatText.HelpEmpty) : $"{dialog.Texts.Format(ChatText.HelpTitle)}{text}\n{dialog.Texts.Format(ChatText.HelpHint)}");
    }

    /// <summary>A person without permission gets the same answer as for an unknown command.</summary>
    private async Task HelpOfAsync(string name)
    {
        if (bot.Functions.Find(name) is not { } function || !await MayRunAsync(function).ConfigureAwait(false))
        {
            dialog.Say(ChatText.UnknownCommand, "/" + name);
            return;
        }

        StringBuilder text = new(TitleOf(function, "\n"));
        string parameters = string.Join("\n", function.Signature.Settable.Select(parameter => LineOf(function, parameter)));
        if (parameters.Length > 0)
        {
            text.Append($"\n{dialog.Texts.Format(ChatText.HelpParameters)}\n{CodeText.Wrap(parameters)}");
        }

        if (function.Help.Examples.Count > 0)
        {
            text.Append($"\n{dialog.Texts.Format(ChatText.HelpExamples)}\n{CodeText.Wrap(string.Join("\n", function.Help.Examples))}");
        }

        dialog.SayText(text.ToString());
    }

    private string TitleOf(ChatFunction function, string separator) => $"[B]{PlainText.Escape("/" + function.ShownName)}[/B]"
        + (function.Help.SynopsisIn(dialog.Texts.Language) is { } synopsis ? separator + PlainText.Escape(synopsis) : string.Empty);

    private string LineOf(ChatFunction function, Calls.ChatParameter parameter)
    {
        string values = parameter.IsSwitch ? string.Empty : parameter.Choices is { Count: > 0 and <= 10 } choices ? $" {string.Join("|", choices)}" : $" <{parameter.Type.Name}>";
        bool isMandatory = function.Signature.Sets.All(set => set.Find(parameter.Name)?.IsMandatory == true);
        string mandatory = isMandatory ? $" ({dialog.Texts.Format(ChatText.HelpMandatory)})" : string.Empty;
        string about = function.Help.Parameters.TryGetValue(parameter.Name, out string? described) && described.Length > 0 ? described : parameter.HelpMessage ?? string.Empty;
        return RunText.Plain($"-{parameter.Name}{values}{mandatory}{(about.Length > 0 ? $"  {about}" : string.Empty)}");
    }

    private async Task JobsAsync()
    {
        List<string> lines = [];
        foreach (ChatCall call in calls.OrderBy(call => call.Id))
        {
            if (call.State != CallState.Checking && await MayRunAsync(call.Function).ConfigureAwait(false))
            {
                ChatText state = call.State switch { CallState.Asking => ChatText.JobAsking, CallState.Approving => ChatText.JobApproving, CallState.Queued => ChatText.JobQueued, _ => ChatText.JobRunning };
                lines.Add($"{call.Id.ToString(CultureInfo.InvariantCulture)}  {call.Function.ShownName}  {call.UserName}  {dialog.Texts.Format(state)}");
            }
        }

        dialog.SayText(lines.Count == 0 ? dialog.Texts.Format(ChatText.NoJobs) : CodeText.Wrap(RunText.Plain(string.Join("\n", lines))));
    }

    private async Task StopAsync(string id)
    {
        ChatCall? call = int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? calls.FirstOrDefault(open => open.Id == number) : null;
        if (call is null || !await MayRunAsync(call.Function).ConfigureAwait(false))
        {
            dialog.Say(ChatText.JobUnknown, id);
            return;
        }

        bot.Observer.Warn($"User {dialog.UserId} stopped job {call.Id}, a call of {call.Function.Name} by user {call.UserId}.");
        bot.Audit.TryRecord("stop", call.Audited, new JsonMap { ["decision"] = "stopped", ["by"] = dialog.UserId, ["byName"] = item.User?.Name });
        dialog.Say(ChatText.JobStopping, call.Id);
        call.End(ChatText.RunStopped);
    }

    /// <summary>Ends the calls of this person that wait for an answer in this dialog.</summary>
    private Task Cancel()
    {
        ChatCall[] waiting = [.. calls.Where(call => call.State is CallState.Asking or CallState.Approving && call.UserId == dialog.UserId && string.Equals(call.Dialog.DialogId, dialog.DialogId, StringComparison.OrdinalIgnoreCase))];
        foreach (ChatCall call in waiting)
        {
            call.End(ChatText.Cancelled);
        }

        if (waiting.Length == 0)
        {
            dialog.Say(ChatText.NothingToCancel);
        }

        return Task.CompletedTask;
    }

    private async Task<bool> MayRunAsync(ChatFunction function) =>
        await bot.DecideAsync(function, item, bot.Clock.UtcNow, cancellation).ConfigureAwait(false) == AccessDecision.Allowed;
}
