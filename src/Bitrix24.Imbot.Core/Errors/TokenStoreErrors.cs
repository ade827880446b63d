namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of the places that keep tokens: token stores and vaults.</summary>
public static class TokenStoreErrors
{
    /// <summary>The token store is damaged or was not made by this module.</summary>
    public static ErrorKind TokenStoreUnreadable { get; } = new(
        ErrorGroup.Storage,
        "Use another file, or move this one away and connect with a new authorization code.");

    /// <summary>The token store belongs to another account.</summary>
    public static ErrorKind TokenStoreOfAnotherAccount { get; } = new(
        ErrorGroup.Permission,
        "Run as the account that made the token store, or use another file.");

    /// <summary>The token store belongs to another application or portal.</summary>
    public static ErrorKind TokenStoreOfAnotherApplication { get; } = new(
        ErrorGroup.Argument,
        "Use a file of its own for each application and portal.");

    /// <summary>The token store could not be written.</summary>
    public static ErrorKind TokenStoreNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Check that this account may write to the folder and that the disk has room; the store that was there before is unchanged.");

    /// <summary>More than one place was named that keeps the tokens: a token store, a profile, script blocks.</summary>
    public static ErrorKind TokenStoreWithProfile { get; } = new(
        ErrorGroup.Argument,
        "Name one place that keeps the tokens.");

    /// <summary>It was said how tokens are read, and not how new ones are kept.</summary>
    public static ErrorKind TokenRefreshBlockMissing { get; } = new(
        ErrorGroup.Argument,
        "Say how new tokens are kept as well: a refresh makes the tokens in the vault useless, and the new ones would be lost.");

    /// <summary>The vault could not be read, or gave something that holds no tokens.</summary>
    public static ErrorKind TokenVaultNotRead { get; } = new(
        ErrorGroup.Storage,
        "Check the vault. It has to give nothing, the refresh token, or one object with RefreshToken and, if kept, AccessToken, Scope and Domain.");

    /// <summary>The vault could not keep new tokens.</summary>
    public static ErrorKind TokenVaultNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Correct the vault and make another call in this session, which offers the tokens again: until then they live in this session only.");

    /// <summary>The vault belongs to a thread that cannot be asked now.</summary>
    public static ErrorKind TokenVaultOutOfReach { get; } = new(
        ErrorGroup.State,
        "Refresh the token before the parallel work begins, connect for each of its parts, or keep the tokens in a token store or profile.");

    /// <summary>The vault was asked for the tokens of the session that waits for it.</summary>
    public static ErrorKind TokenVaultBusy { get; } = new(
        ErrorGroup.State,
        "Use another session, or none, while the vault is read or written.");

    /// <summary>Another process holds the profile or token store.</summary>
    public static ErrorKind StoreBusy { get; } = new(
        ErrorGroup.Timeout,
        "Another process is working with it: wait for that one to end, or end it, and try again.");
}
