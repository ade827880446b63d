namespace Bitrix24.Imbot.Emulator.State;

/// <summary>The kinds of chats that this portal has.</summary>
public enum ChatType
{
    /// <summary>A dialog of two.</summary>
    Private,

    /// <summary>A closed group chat.</summary>
    Group,

    /// <summary>An open group chat.</summary>
    Open,
}
