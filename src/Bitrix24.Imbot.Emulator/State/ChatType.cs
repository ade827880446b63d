namespace Bitrix24.Imbot.Emulator.State;

/// <summary>The types of chats that this portal has.</summary>
public enum ChatType
{
    /// <summary>A chat of two users.</summary>
    Private,

    /// <summary>A closed group chat.</summary>
    Group,

    /// <summary>An open group chat.</summary>
    Open,
}
