using Bitrix24.Imbot.ChatCommands;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Runs;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.SlashCommands;
using Bitrix24.Imbot.Pipeline;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Running;

/// <summary>Runs a bot: script blocks handle its events, and people run its functions.</summary>
internal sealed class BotRun(AwaitingCmdlet cmdlet, BotRunOptions options) : EventConsumer, IDisposable
{
    private readonly HandlerStreams streams = new(cmdlet);
    private FailedEvents failed = null!;
    private HandlerDispatcher? handlers;
    private ChatFunctions? chat;

    public override bool WaitsForAnswers => chat?.HasUnrun == true;

    public void Dispose()
    {
        handlers?.Dispose();
        chat?.Dispose();
    }

    /// <summary>Validates everything that doesn't need the portal. An error ends the cmdlet.</summary>
    public void Prepare()
    {
        cmdlet.Demand(null, RequireHandlers);
        failed = cmdlet.Demand(options.DeadLetterPath, () =>
            new FailedEvents(cmdlet, options.DeadLetterPath, options.DeadLetterPath is { } path ? new DeadLetterFile(FilePaths.Resolve(cmdlet, path)) : null));
        handlers = cmdlet.Demand(null, () => new HandlerDispatcher(cmdlet, options, streams, failed));
        chat = cmdlet.Demand(options.Functions.Function, () => ChatFunctions.Create(cmdlet, options.Functions));
        cmdlet.Demand(null, RequireDistinctNames);
    }

    public override void Begin(EventLoop loop, B24Session session, Bot bot)
    {
        failed.Open();
        foreach (string name in options.RegistersCommands ? options.Handlers.Command!.Names : [])
        {
            RegisterSlashCommandRequest request = new(bot.BotId, new SlashCommandProperties { Command = name, Title = new Dictionary<string, string?> { ["en"] = name } });
            SessionStore.For(cmdlet).Learn(session, cmdlet.Await((observer, cancellation) => session.SendAsync(request, observer, cancellation)));
        }

        if (chat is not null)
        {
            Offer(chat, loop, session, bot);
        }

        failed.Replies = options.RepliesErrors ? new ErrorReplies(session, bot.BotId, chat is not null, cmdlet.Messages, cmdlet.StopToken) : null;
        handlers!.Begin(loop, session, bot.BotId);
    }

    public override void Process(EventLoop loop, PortalEvent item)
    {
        if (chat?.Find(item, () => cmdlet.Messages.Put(() => Process(loop, item))) is { } taken)
        {
            // Save the event, confirm it to the portal, and run it, in this order. So no call is lost, and none runs twice.
            if (!taken.IsDeferred && (taken.Save is null || loop.TrySave(taken.Save)) && loop.Confirm(item))
            {
                taken.Begin?.Invoke();
            }
        }
        else if (options.Handlers.For(item) is { } handler)
        {
            handlers!.Add(loop, handler, item);
        }
        else
        {
            cmdlet.WriteDetail($"Event {item.EventId} ({item.Type}) has no handler.");
            if (!PendingCard.Command.IsCalledBy(item))
            {
                failed.Replies?.ReportUnknown(item);
            }

            loop.Confirm(item);
        }
    }

    public override bool IsAnswer(PortalEvent item) => chat?.IsAnswer(item) == true;

    public override void Drain(EventLoop loop)
    {
        handlers!.Drain(loop);
        if (chat is not null)
        {
            cmdlet.WaitForEnd(chat.WhenIdleAsync());
        }

        if (failed.Replies is { } replies)
        {
            cmdlet.WaitForEnd(replies.WhenSentAsync());
        }
    }

    public override void Abandon()
    {
        handlers?.Stop();
        chat?.Stop();
    }

    private void RequireHandlers()
    {
        if (!options.Handlers.Blocks.Any() && options.Functions.Function is null)
        {
            throw HandlerErrors.HandlerMissing.With("No handler was specified.");
        }

        if (options.RegistersCommands && options.Handlers.Command is not { Names.Count: > 0 })
        {
            throw SlashCommandErrors.CommandNamesMissing.With("-RegisterCommands requires command names in -OnCommand.");
        }
    }

    /// <summary>Rejects names that belong to a function or a built-in command: their script block would never run.</summary>
    private void RequireDistinctNames()
    {
        if (options.Handlers.Command?.Names.FirstOrDefault(name => chat?.Knows(name) == true) is { } taken)
        {
            throw FunctionErrors.FunctionRefused.With($"The command '{taken}' of -OnCommand is also a function of -Function or a built-in command.");
        }
    }

    /// <summary>Shows the functions that people can run. The list doesn't change while the bot runs.</summary>
    private void Offer(ChatFunctions functions, EventLoop loop, B24Session session, Bot bot)
    {
        foreach (string line in functions.LeftOut)
        {
            cmdlet.WriteWarning(line);
        }

        cmdlet.Await((observer, cancellation) => functions.RegisterAsync(session, bot.BotId, observer, cancellation));
        functions.Begin(session, bot, cmdlet.Messages, streams.Inform, streams.ShowError, loop.Ending.Token);
        streams.Inform($"Chat commands of bot {bot}: {functions.Offer}.");
    }
}
