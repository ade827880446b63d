namespace Bitrix24.Imbot.Core.Messages;

/// <summary>The reactions that the portal supports (docs/portal/messages.md, "Reactions").</summary>
public static class Reactions
{
    /// <summary>The 48 codes, with the emoji that people see if there is one.</summary>
    public static IReadOnlyDictionary<string, string> Signs { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["like"] = "\U0001F44D", ["dislike"] = "\U0001F44E", ["faceWithTearsOfJoy"] = "\U0001F602", ["redHeart"] = "\u2764\uFE0F",
        ["neutralFace"] = "\U0001F610", ["fire"] = "\U0001F525", ["cry"] = "\U0001F622", ["slightlySmilingFace"] = "\U0001F642",
        ["winkingFace"] = "\U0001F609", ["laugh"] = "\U0001F606", ["kiss"] = "\U0001F618", ["wonder"] = "\U0001F62E",
        ["slightlyFrowningFace"] = "\U0001F641", ["loudlyCryingFace"] = "\U0001F62D", ["faceWithStuckOutTongue"] = "\U0001F61B",
        ["faceWithStuckOutTongueAndWinkingEye"] = "\U0001F61C", ["smilingFaceWithSunglasses"] = "\U0001F60E", ["confusedFace"] = "\U0001F615",
        ["flushedFace"] = "\U0001F633", ["thinkingFace"] = "\U0001F914", ["angry"] = "\U0001F620", ["smilingFaceWithHorns"] = "\U0001F608",
        ["faceWithThermometer"] = "\U0001F912", ["facepalm"] = "\U0001F926", ["poo"] = "\U0001F4A9", ["flexedBiceps"] = "\U0001F4AA",
        ["clappingHands"] = "\U0001F44F", ["raisedHand"] = "\u270B", ["smilingFaceWithHeartEyes"] = "\U0001F60D", ["smilingFaceWithHearts"] = "\U0001F970",
        ["pleadingFace"] = "\U0001F97A", ["relievedFace"] = "\U0001F60C", ["foldedHands"] = "\U0001F64F", ["okHand"] = "\U0001F44C",
        ["signHorns"] = "\U0001F918", ["loveYouGesture"] = "\U0001F91F", ["clownFace"] = "\U0001F921", ["partyingFace"] = "\U0001F973",
        ["questionMark"] = "\u2753", ["exclamationMark"] = "\u2757", ["lightBulb"] = "\U0001F4A1", ["bomb"] = "\U0001F4A3", ["sleepingSymbol"] = "\U0001F4A4",
        ["crossMark"] = "\u274C", ["whiteHeavyCheckMark"] = "\u2705", ["eyes"] = "\U0001F440", ["handshake"] = "\U0001F91D", ["hundredPoints"] = "\U0001F4AF",
    };

    /// <summary>
    /// A supported reaction in the portal's spelling. Case is ignored here, because the portal rejects many spellings, such as LIKE.
    /// </summary>
    /// <exception cref="B24Exception"><see cref="MessageErrors.ReactionUnknown"/>.</exception>
    public static string CodeOf(string reaction) =>
        Signs.Keys.FirstOrDefault(code => string.Equals(code, reaction, StringComparison.OrdinalIgnoreCase))
        ?? throw MessageErrors.ReactionUnknown.With($"'{reaction}' is not a supported reaction. Supported reactions: {string.Join(", ", Signs.Keys)}.");
}
