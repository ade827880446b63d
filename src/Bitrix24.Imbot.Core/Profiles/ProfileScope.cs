namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>Who can open a profile.</summary>
public enum ProfileScope
{
    /// <summary>The account that saved it.</summary>
    CurrentUser,

    /// <summary>All accounts of this computer. Only on Windows.</summary>
    LocalMachine,
}
