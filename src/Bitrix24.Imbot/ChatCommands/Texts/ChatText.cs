using System.Runtime.CompilerServices;

namespace Bitrix24.Imbot.ChatCommands.Texts;

/// <summary>A text that a bot sends to people about its commands, in each language. {0} and so on are values.</summary>
internal sealed class ChatText
{
    // Why a command is refused before its line is parsed.
    public static readonly ChatText NotAllowed = new("You don't have permission to run {0}.", "У вас нет прав на выполнение команды {0}.");
    public static readonly ChatText RightsUnknown = new(
        "Your permission to run {0} couldn't be checked. Try again later.",
        "Не удалось проверить ваши права на команду {0}. Попробуйте позже.");
    public static readonly ChatText TooFast = new(
        "You're sending commands too fast. Wait a minute.",
        "Вы отправляете команды слишком часто. Подождите минуту.");
    public static readonly ChatText TooManyOpen = new(
        "You have {0} open commands. Answer their questions, wait, or send /cancel.",
        "У вас слишком много незавершённых команд: {0}. Ответьте на вопросы, подождите или отправьте /cancel.");

    /// <summary>The limit of the rule is reached. {0}: command, {1}: number of calls, {2}: period, {3}: time until the next call is possible.</summary>
    public static readonly ChatText LimitReached = new(
        "You can run {0} {1} times in {2}. You can run it again in {3}.",
        "Лимит команды {0}: {1} за {2}. Следующий запуск возможен через {3}.");
    public static readonly ChatText AuditFailed = new(
        "The bot can't write to its command log at the moment. Nothing was run. Try again later.",
        "Боту не удаётся записать команду в журнал. Ничего не выполнено. Попробуйте позже.");

    // Units of a duration.
    public static readonly ChatText Days = new("{0} d", "{0} д");
    public static readonly ChatText Hours = new("{0} h", "{0} ч");
    public static readonly ChatText Minutes = new("{0} min", "{0} мин");
    public static readonly ChatText Seconds = new("{0} s", "{0} с");

    public static readonly ChatText SeveralCommands = new(
        "A message can contain only one command. Nothing was run.",
        "В одном сообщении может быть только одна команда. Ничего не выполнено.");
    public static readonly ChatText NotWholeMessage = new(
        "A command must be the whole message, on one line. Nothing was run.",
        "Команда должна занимать всё сообщение и умещаться в одну строку. Ничего не выполнено.");
    public static readonly ChatText UnknownCommand = new(
        "I don't know the command {0}. Send /help for the list.",
        "Я не знаю команду {0}. Список команд: /help.");

    /// <summary>The command is unknown, and the bot has no /help. {0}: command.</summary>
    public static readonly ChatText UnknownToHandlers = new("I don't know the command {0}.", "Я не знаю команду {0}.");

    // Why a command line is not run. {0}: the character, parameter, or value.
    public static readonly ChatText TooLong = new("The command is longer than 4,000 characters.", "Команда длиннее 4000 символов.");
    public static readonly ChatText LineBreak = new("A line break must be inside quotes.", "Перенос строки допустим только внутри кавычек.");
    public static readonly ChatText ControlCharacter = new(
        "The command contains an invisible control character.",
        "В команде есть невидимый управляющий символ.");
    public static readonly ChatText ScriptCharacter = new(
        "The character {0} must be inside single quotes. Only plain values are allowed.",
        "Символ {0} допустим только внутри одинарных кавычек. Передавать можно только простые значения.");
    public static readonly ChatText Comment = new(
        "A value that begins with # must be inside quotes.",
        "Значение, которое начинается с #, нужно заключить в кавычки.");
    public static readonly ChatText StopParsing = new("--% can't be used here.", "--% здесь использовать нельзя.");
    public static readonly ChatText UnbalancedQuote = new(
        "A quote isn't closed. Put text that contains an apostrophe in double quotes.",
        "Кавычка не закрыта. Заключите текст с апострофом в двойные кавычки.");
    public static readonly ChatText TextAfterQuote = new(
        "A space or a comma must follow the closing quote.",
        "После закрывающей кавычки нужен пробел или запятая.");
    public static readonly ChatText NotPlain = new("The command can't be read from here on.", "С этого места команду не удаётся прочитать.");
    public static readonly ChatText ParameterUnknown = new("The command has no parameter -{0}.", "Параметра -{0} нет.");
    public static readonly ChatText ParameterAmbiguous = new("Several parameters begin with -{0}.", "С -{0} начинаются несколько параметров.");
    public static readonly ChatText ParameterCommon = new("The parameter -{0} can't be used in a chat.", "Параметр -{0} нельзя использовать в чате.");
    public static readonly ChatText ParameterNotSettable = new(
        "The parameter -{0} can't be set from a chat.",
        "Параметр -{0} нельзя задать из чата.");
    public static readonly ChatText ParameterRepeated = new("The parameter -{0} is specified twice.", "Параметр -{0} указан дважды.");
    public static readonly ChatText ValueMissing = new("The value of the parameter -{0} is missing.", "Не указано значение параметра -{0}.");
    public static readonly ChatText TooManyValues = new("Unexpected value: {0}.", "Лишнее значение: {0}.");

    /// <summary>Follows the reason why nothing was run. {0}: command.</summary>
    public static readonly ChatText NothingRun = new(
        "Nothing was run. For help, send /help {0}",
        "Ничего не выполнено. Справка по команде: /help {0}");

    // Questions for values.
    /// <summary>Asks for a parameter that has no help message. {0}: parameter.</summary>
    public static readonly ChatText AskValue = new("{0}?", "{0}?");
    public static readonly ChatText AskList = new("Separate multiple values with commas.", "Если значений несколько, разделите их запятыми.");
    public static readonly ChatText MentionMe = new("Mention me in your answer.", "Упомяните меня в ответе.");
    public static readonly ChatText CancelHint = new("To cancel, send /cancel.", "Чтобы отменить, отправьте /cancel.");
    public static readonly ChatText ValueRefused = new(
        "This value can't be used: {0} Try again.",
        "Это значение не подходит: {0} Попробуйте ещё раз.");
    public static readonly ChatText ValueRefusedAgain = new(
        "This value can't be used either: {0} Nothing was run.",
        "Это значение тоже не подходит: {0} Ничего не выполнено.");
    public static readonly ChatText CheckTooLong = new("Checking a value took too long.", "Проверка значения заняла слишком много времени.");

    // Confirmation and approval.
    public static readonly ChatText ConfirmCall = new("Run this?", "Выполнить?");
    public static readonly ChatText Run = new("Run", "Выполнить");
    public static readonly ChatText DoNotRun = new("Don't run", "Не выполнять");
    public static readonly ChatText Confirmed = new("Confirmed:", "Подтверждено:");
    public static readonly ChatText NotConfirmed = new("Not run:", "Не выполнено:");
    public static readonly ChatText ApprovalNeeded = new("Approval needed", "Требуется согласование");
    public static readonly ChatText ApprovalOfPerson = new("{0} (user {1}) wants to run:", "{0} (пользователь {1}) хочет выполнить:");
    public static readonly ChatText ApprovalInChat = new(
        "{0} (user {1}) wants to run in '{2}':",
        "{0} (пользователь {1}) хочет выполнить в чате «{2}»:");
    public static readonly ChatText ApprovalOfSchedule = new("The schedule '{0}' is due to run:", "По расписанию «{0}» должно быть выполнено:");
    public static readonly ChatText ApprovalPreview = new(
        "What the function says it would do:",
        "Что сделает функция (по её собственному описанию):");
    public static readonly ChatText ApprovalsNeeded = new("{0} people must approve.", "Нужно согласований: {0}.");
    public static readonly ChatText ApproveBy = new("Decide by {0}.", "Примите решение до {0}.");
    public static readonly ChatText Approve = new("Approve", "Одобрить");
    public static readonly ChatText Refuse = new("Refuse", "Отклонить");
    public static readonly ChatText ApprovalAsked = new(
        "I asked for approval ({0}). The deadline is {1}. To cancel, send /cancel.",
        "Запрошено согласование ({0}). Срок: {1}. Чтобы отменить запрос, отправьте /cancel.");
    public static readonly ChatText ApprovedSoFar = new(
        "Approved so far: {0}. {1} people must approve.",
        "Уже одобрили: {0}. Нужно согласований: {1}.");
    public static readonly ChatText Approved = new("Approved by {0}.", "Одобрено: {0}.");
    public static readonly ChatText ApprovalRefused = new("Refused by {0}. Nothing was run.", "Отклонено: {0}. Ничего не запущено.");
    public static readonly ChatText ApprovalExpired = new(
        "No one decided in time. Nothing was run.",
        "В срок никто не принял решения. Ничего не запущено.");
    public static readonly ChatText ApprovalWithdrawn = new("Withdrawn. Nothing was run.", "Запрос отозван. Ничего не запущено.");
    public static readonly ChatText NoApprover = new(
        "Another person must approve this, but the rule names only you. Nothing was run.",
        "Эту команду должен одобрить другой сотрудник, а в правиле указаны только вы. Ничего не запущено.");
    public static readonly ChatText TooManyApprovers = new(
        "The rule names too many people to ask. Nothing was run.",
        "В правиле указано слишком много сотрудников, чтобы запросить согласование. Ничего не запущено.");
    public static readonly ChatText ApprovalNotAsked = new(
        "I couldn't ask for approval. Nothing was run.",
        "Не удалось запросить согласование. Ничего не запущено.");
    public static readonly ChatText NotOwnApproval = new(
        "{0}, another person must approve {1}.",
        "{0}, команду {1} должен одобрить другой сотрудник.");
    public static readonly ChatText NotApprover = new("{0}, you don't have permission to approve {1}.", "{0}, вы не можете одобрить команду {1}.");
    public static readonly ChatText ApproverUnknown = new(
        "{0}, your permission to approve {1} can't be checked right now. I'll try again.",
        "{0}, сейчас не удаётся проверить, можете ли вы одобрить команду {1}. Бот повторит проверку.");

    // How a call ends, and what a restart of the bot does to it.
    public static readonly ChatText Cancelled = new("Canceled.", "Отменено.");
    public static readonly ChatText NothingToCancel = new("There is nothing to cancel.", "Отменять нечего.");
    public static readonly ChatText NoAnswer = new(
        "There was no answer in time. The command was ended.",
        "Ответ не получен вовремя. Выполнение прекращено.");
    public static readonly ChatText BotEnds = new(
        "The bot is stopping. Send the command again later.",
        "Бот останавливается. Отправьте команду позже.");

    /// <summary>A restart interrupted the run. {0}: call.</summary>
    public static readonly ChatText Interrupted = new(
        "{0} was interrupted by a restart of the bot. It might have run partially. It won't be run again.",
        "Перезапуск бота прервал команду {0}. Возможно, она выполнена частично. Повторно она не запускается.");

    /// <summary>A restart interrupted the run, and it is run again. {0}: call.</summary>
    public static readonly ChatText InterruptedAndRepeated = new(
        "{0} was interrupted by a restart of the bot. It is being run again.",
        "Перезапуск бота прервал команду {0}. Она запускается ещё раз.");
    public static readonly ChatText LastProgress = new("Last progress: {0}", "Последнее состояние: {0}");
    public static readonly ChatText QuestionInterrupted = new("Interrupted by a restart of the bot.", "Прервано перезапуском бота.");
    public static readonly ChatText FunctionChanged = new(
        "{0} has changed since you sent it. Nothing was run. Send it again.",
        "Команда {0} изменилась с тех пор, как вы её отправили. Ничего не запущено. Отправьте её ещё раз.");

    public static readonly ChatText ScheduleAsksNobody = new(
        "A scheduled command can't ask questions, but this one tried to.",
        "Команда по расписанию не может задавать вопросы, а эта попыталась.");

    /// <summary>Scheduled runs were missed. {0}: line, {1}: time of the last missed run, {2}: number of missed runs.</summary>
    public static readonly ChatText ScheduleMissed = new(
        "{0} was due at {1}, but the bot wasn't running. Missed runs: {2}.",
        "Команда {0} должна была выполниться {1}, но бот не работал. Пропущено запусков: {2}.");
    public static readonly ChatText NoNestedPrompt = new(
        "The function tried to open a nested prompt. A chat doesn't have one.",
        "Функция попыталась открыть вложенную командную строку. В чате её нет.");
    public static readonly ChatText NoQuestionsInPreview = new(
        "The preview can't ask questions.",
        "При предварительном просмотре нельзя задавать вопросы.");
    public static readonly ChatText NoPasswords = new(
        "The function asks for a password. Passwords are never asked for in a chat.",
        "Функция запрашивает пароль. Пароли в чате не запрашиваются.");

    // The result of a run.
    public static readonly ChatText Failed = new("{0} (reference {1})", "{0} (номер {1})");

    /// <summary>The run wrote nonterminating errors. {0}: first message, {1}: number of further errors, {2}: reference number.</summary>
    public static readonly ChatText Errors = new("{0} {1} more errors (reference {2}).", "{0} Других ошибок: {1} (номер {2}).");
    public static readonly ChatText HandlerFailed = new("Something went wrong (reference {0}).", "Что-то пошло не так (номер {0}).");
    public static readonly ChatText RunTooLong = new(
        "The command took too long and was stopped (reference {0}).",
        "Выполнение заняло слишком много времени и остановлено (номер {0}).");
    public static readonly ChatText RunStopped = new("Stopped.", "Остановлено.");
    public static readonly ChatText OutputCut = new(
        "There was too much output. The rest was omitted, and the command was stopped.",
        "Вывод слишком большой. Остальное опущено, команда остановлена.");

    /// <summary>Follows the first lines of output that is sent as a file. {0}: number of lines.</summary>
    public static readonly ChatText OutputAsFile = new("{0} lines. The file contains all of them.", "Строк: {0}. Полный вывод — в файле.");
    public static readonly ChatText Warning = new("Warning: {0}", "Предупреждение: {0}");

    // Built-in commands.
    public static readonly ChatText NoJobs = new("Nothing is running.", "Ничего не выполняется.");
    public static readonly ChatText JobUnknown = new("There is no job {0} that you can stop.", "Нет задания {0}, которое вы могли бы остановить.");
    public static readonly ChatText JobStopping = new("Stopping job {0}.", "Задание {0} останавливается.");
    public static readonly ChatText JobAsking = new("waiting for an answer", "ожидает ответа");
    public static readonly ChatText JobApproving = new("waiting for approval", "ожидает согласования");
    public static readonly ChatText JobQueued = new("queued", "в очереди");
    public static readonly ChatText JobRunning = new("running", "выполняется");
    public static readonly ChatText HelpTitle = new("You can run:", "Вам доступны команды:");
    public static readonly ChatText HelpHint = new(
        "To learn more about a command, send /help and its name. /jobs shows what is running.",
        "Чтобы узнать больше о команде, отправьте /help и её имя. Команда /jobs показывает, что выполняется.");
    public static readonly ChatText HelpEmpty = new("There are no commands that you can run.", "Вам не доступна ни одна команда.");
    public static readonly ChatText HelpParameters = new("Parameters:", "Параметры:");
    public static readonly ChatText HelpMandatory = new("required", "обязательный");
    public static readonly ChatText HelpExamples = new("Examples:", "Примеры:");
    public static readonly ChatText TitleHelp = new("Shows what you can run", "Показывает доступные команды");
    public static readonly ChatText TitleJobs = new("Shows what is running", "Показывает, что выполняется");
    public static readonly ChatText TitleStop = new("Stops what is running", "Останавливает выполнение");
    public static readonly ChatText TitleCancel = new(
        "Cancels your command that is waiting for an answer or approval",
        "Отменяет вашу команду, которая ждёт ответа или согласования");

    private readonly string name;

    private ChatText(string english, string russian, [CallerMemberName] string name = "")
    {
        English = english;
        Russian = russian;
        this.name = name;
    }

    public string English { get; }
    public string Russian { get; }

    /// <summary>The name of the text, which idempotency keys contain.</summary>
    public override string ToString() => name;
}
