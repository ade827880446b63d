namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>Why a command line isn't run.</summary>
internal enum RefusalReason
{
    /// <summary>It is longer than <see cref="LineScanner.MaxLength"/>.</summary>
    TooLong,

    /// <summary>A line break outside quotes.</summary>
    LineBreak,

    /// <summary>A control character, a mark of direction, or half of a character.</summary>
    ControlCharacter,

    /// <summary>A character that means something in a script.</summary>
    ScriptCharacter,

    /// <summary>A word that begins with a number sign would be a comment.</summary>
    Comment,

    /// <summary>The stop-parsing mark.</summary>
    StopParsing,

    /// <summary>A quote that isn't closed.</summary>
    UnbalancedQuote,

    /// <summary>A quoted text that goes on after its closing quote.</summary>
    TextAfterQuote,

    /// <summary>PowerShell's parser can't read it, or reads more than plain values.</summary>
    NotPlain,

    /// <summary>No parameter has this name.</summary>
    ParameterUnknown,

    /// <summary>Several parameters begin like this.</summary>
    ParameterAmbiguous,

    /// <summary>A common parameter.</summary>
    ParameterCommon,

    /// <summary>A parameter that can't be set from a chat.</summary>
    ParameterNotSettable,

    /// <summary>A parameter was given twice.</summary>
    ParameterRepeated,

    /// <summary>A parameter without its value.</summary>
    ValueMissing,

    /// <summary>More values than parameters.</summary>
    TooManyValues,
}
