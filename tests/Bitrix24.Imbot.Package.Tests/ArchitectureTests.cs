using Bitrix24.Imbot.Package.Tests.Sources;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>The rooms of Core: each knows only the ones under it.</summary>
public sealed class ArchitectureTests
{
    /// <summary>Fills gaps of older frameworks; anybody may use it, and it uses nobody.</summary>
    private const string Compatibility = "Compatibility";

    /// <summary>A part of the API, such as Bots: stands on the door to the network and on nothing beside it, but for what is named below.</summary>
    private static readonly string[] PartOfTheApi = ["Rest", "Authorization", "Json", "Errors", "Text"];

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Errors"] = [],
        ["Json"] = ["Errors"],
        ["Text"] = ["Json", "Errors"],
        ["Authorization"] = ["Json", "Errors"],
        ["Rest"] = ["Authorization", "Json", "Errors", "Storage"],
        ["Batching"] = ["Rest", "Authorization", "Json", "Errors"],
        ["Storage"] = ["Errors"],
        ["Profiles"] = ["Rest", "Authorization", "Json", "Errors", "Storage"],
        [Compatibility] = [],

        // Users are part of what bots, messages and chats are; a dialog's id and a text's limits are those of messages.
        ["Bots"] = [.. PartOfTheApi, "Users"],
        ["Messages"] = [.. PartOfTheApi, "Users", "Batching"],
        ["Chats"] = [.. PartOfTheApi, "Users", "Messages"],
        ["Commands"] = [.. PartOfTheApi, "Messages"],
        ["Files"] = [.. PartOfTheApi, "Messages", "Storage"],
        // Pages of a list come in batches where their parameters survive it, by the same rule as a message's text.
        ["Lists"] = ["Rest", "Authorization", "Json", "Errors", "Batching", "Messages"],
        ["Events"] = [.. PartOfTheApi, "Users", "Bots", "Chats", "Messages", "Storage"],
        ["Replies"] = ["Events", "Commands", "Messages", "Users", "Text", "Rest", "Json", "Errors", "Storage"],
        ["Rights"] = ["Users", "Chats", "Lists", "Rest", "Json", "Errors"],
        ["Listening"] = ["Events", "Rest", "Json", "Errors", "Storage"],
    };

    [Fact]
    public void Rooms_use_only_what_lies_under_them()
    {
        List<CoreRoom> rooms = [.. CoreRoom.All()];
        List<string> names = [.. rooms.Select(room => room.Name)];
        Assert.Contains("Rest", names);
        Findings.MustBeNone(rooms.SelectMany(room => room.OtherRoomsUsed(names)
            .Where(use => use.Room != Compatibility && !MayUse.GetValueOrDefault(room.Name, PartOfTheApi).Contains(use.Room))
            .Where(use => !IsSecretInJson(room, use.Room))
            .Select(use => $"{use.File} uses {use.Room}, which does not lie under {room.Name}.")));
    }

    /// <summary>A secret is written into a request as text and shown nowhere else, so the writer has to know it.</summary>
    [Fact]
    public void Json_knows_nothing_of_authorization_but_the_secret()
    {
        string[] known = [.. RepositoryFiles.Under(Path.Combine(BuildFacts.CoreSources, "Authorization"))
            .Select(file => Path.GetFileNameWithoutExtension(file)).Where(type => type != "Secret")];
        Assert.NotEmpty(known);
        Findings.MustBeNone(new CoreRoom("Json").TypesUsed(known).Select(use => $"{use.File} uses {use.Type}."));
    }

    /// <summary>Profiles open sessions; everything else is below the session and must not know it.</summary>
    [Fact]
    public void Only_profiles_know_the_session()
    {
        string[] rootTypes = [.. Directory.GetFiles(BuildFacts.CoreSources, "*.cs").Select(file => Path.GetFileNameWithoutExtension(file))];
        Assert.Contains("B24Session", rootTypes);
        Findings.MustBeNone(CoreRoom.All().Where(room => room.Name != "Profiles")
            .SelectMany(room => room.TypesUsed(rootTypes)).Select(use => $"{use.File} uses {use.Type}."));
    }

    [Fact]
    public void Namespaces_are_folders() => Findings.MustBeNone(CoreRoom.All().Where(room => room.Name != Compatibility)
        .SelectMany(room => room.FilesElsewhere()).Select(file => $"{file} has another namespace than its folder."));

    private static bool IsSecretInJson(CoreRoom room, string used) => room.Name == "Json" && used == "Authorization";
}
