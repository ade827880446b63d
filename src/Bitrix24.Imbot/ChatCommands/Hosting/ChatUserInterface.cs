using System.Collections.ObjectModel;
using System.Management.Automation.Host;
using System.Security;

namespace Bitrix24.Imbot.ChatCommands.Hosting;

/// <summary>Shows the output and the questions of a run in a dialog. Passwords are never asked for.</summary>
internal sealed class ChatUserInterface : PSHostUserInterface
{
    /// <summary>The choice that suspends a pipeline. It isn't offered, because a chat has no nested prompt.</summary>
    private const string Suspend = "Suspend";

    /// <summary>The dialog of the run; null while nothing runs.</summary>
    public IChatConsole? Console { get; set; }

    public override PSHostRawUserInterface RawUI { get; } = new ChatRawUserInterface();

    private IChatConsole Required => Console ?? throw new HostException("No function is running.");

    /// <summary>Creates the error for a feature that a chat doesn't have.</summary>
    public Exception Refuse() => Required.Refuse(isPassword: false);

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Dictionary<string, PSObject> answers = new(StringComparer.OrdinalIgnoreCase);
        foreach (FieldDescription field in descriptions)
        {
            if (IsSecret(field))
            {
                throw Required.Refuse(isPassword: true);
            }

            bool isList = field.ParameterTypeFullName?.EndsWith("[]", StringComparison.Ordinal) == true;
            IReadOnlyList<string> values = Required.Ask(string.IsNullOrWhiteSpace(field.HelpMessage) ? field.Name : field.HelpMessage, isList);
            answers[field.Name] = PSObject.AsPSObject(isList ? values.ToArray() : values[0]);
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        int[] offered = [.. Enumerable.Range(0, choices.Count).Where(place => LabelOf(choices[place]) != Suspend)];
        string question = string.Join("\n", new[] { caption, message }.Where(text => !string.IsNullOrWhiteSpace(text)));
        return offered[Required.Choose(question, [.. offered.Select(place => LabelOf(choices[place]))])];
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw Required.Refuse(isPassword: true);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw Required.Refuse(isPassword: true);

    public override string ReadLine() => Required.Ask(string.Empty, isList: false)[0];

    public override SecureString ReadLineAsSecureString() => throw Required.Refuse(isPassword: true);

    public override void Write(string value) => Console?.Write(value, endsLine: false);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Console?.Write(value, endsLine: true);

    public override void WriteErrorLine(string value) => Console?.Write(value, endsLine: true);

    // Debug and verbose output isn't shown in a chat.
    public override void WriteDebugLine(string message) { }

    public override void WriteVerboseLine(string message) { }

    public override void WriteWarningLine(string message) => Console?.WriteWarning(message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => Console?.ShowProgress(record);

    /// <summary>Gets the label without the mark of its access key.</summary>
    private static string LabelOf(ChoiceDescription choice) => choice.Label.Replace("&", string.Empty);

    private static bool IsSecret(FieldDescription field) =>
        field.ParameterTypeFullName is { } type && (type.StartsWith(typeof(SecureString).FullName!, StringComparison.Ordinal) || type.StartsWith(typeof(PSCredential).FullName!, StringComparison.Ordinal));
}
