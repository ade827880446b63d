using System.Management.Automation.Host;
using System.Text;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Runs a function with -WhatIf and collects its output. This runs code of the function, so a rule must allow it with Preview.</summary>
internal sealed class CallPreview(ChatTexts texts) : IChatConsole
{
    private const int MaxLength = 2000;

    private readonly StringBuilder text = new();

    /// <summary>Runs the function on this thread, in a separate runspace.</summary>
    /// <returns>The output, shortened.</returns>
    public static string Run(ChatCall call, CallPlan plan, PreparedRunspace prepared)
    {
        CallPreview preview = new(call.Dialog.Texts);
        prepared.Host.Attach(preview);
        using PowerShell shell = PowerShell.Create();
        using HandlerWatch watch = new(call.Bot.RunLimits with { Timeout = ChatCall.CheckTime }, static _ => { });
        watch.StopBy(() => StopRequest.Send(shell));
        using EventContext context = EventContext.Enter(call.Bot.Session, call.Event, watch);
        shell.Runspace = prepared.Runspace;
        plan.AddTo(shell, prepared.CommandOf(call.Function));
        shell.AddParameter("WhatIf", true);
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException exception)
        {
            preview.Write(exception.Message, endsLine: true);
        }

        foreach (ErrorRecord error in shell.Streams.Error)
        {
            preview.Write($"{error}", endsLine: true);
        }

        string said = preview.text.ToString().Trim();
        return said.Length > MaxLength ? said.Substring(0, MaxLength) + "\u2026" : said;
    }

    public void Write(string text, bool endsLine)
    {
        if (this.text.Length <= MaxLength)
        {
            this.text.Append(text).Append(endsLine ? "\n" : string.Empty);
        }
    }

    public void WriteWarning(string text) => Write(text, endsLine: true);

    public void ShowProgress(ProgressRecord record) { }

    public IReadOnlyList<string> Ask(string question, bool isList) => throw Refuse(isPassword: false);

    public int Choose(string question, IReadOnlyList<string> choices) => throw Refuse(isPassword: false);

    public Exception Refuse(bool isPassword) => new HostException(texts.Format(ChatText.NoQuestionsInPreview));
}
