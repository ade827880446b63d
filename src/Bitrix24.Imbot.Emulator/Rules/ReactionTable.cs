namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>The available reactions (docs/portal/messages.md, "Reactions").</summary>
internal static class ReactionTable
{
    private static readonly string[] Names =
    [
        "like", "dislike", "faceWithTearsOfJoy", "redHeart", "neutralFace", "fire", "cry", "slightlySmilingFace", "winkingFace", "laugh", "kiss",
        "wonder", "slightlyFrowningFace", "loudlyCryingFace", "faceWithStuckOutTongue", "faceWithStuckOutTongueAndWinkingEye",
        "smilingFaceWithSunglasses", "confusedFace", "flushedFace", "thinkingFace", "angry", "smilingFaceWithHorns", "faceWithThermometer",
        "facepalm", "poo", "flexedBiceps", "clappingHands", "raisedHand", "smilingFaceWithHeartEyes", "smilingFaceWithHearts", "pleadingFace",
        "relievedFace", "foldedHands", "okHand", "signHorns", "loveYouGesture", "clownFace", "partyingFace", "questionMark", "exclamationMark",
        "lightBulb", "bomb", "sleepingSymbol", "crossMark", "whiteHeavyCheckMark", "eyes", "handshake", "hundredPoints",
    ];

    private static readonly Dictionary<string, string> ByCode = Names.ToDictionary(MessageFields.UpperSnake, StringComparer.Ordinal);

    /// <summary>Gets the name of a reaction from its camelCase code; null if the code is unknown.</summary>
    public static string? Find(string reaction) => ByCode.GetValueOrDefault(MessageFields.UpperSnake(reaction));
}
