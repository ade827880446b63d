namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of the places that keep tokens: token stores and vaults.</summary>
public static class TokenStoreErrors
{
    /// <summary>The token store is damaged or was not made by this module.</summary>
    public static ErrorKind TokenStoreUnreadable { get; } = new(
        ErrorGroup.Storage,
        "Name another file with -TokenStore, or move this one away and connect with a new authorization code.");

    /// <summary>The token store belongs to another account.</summary>
    public static ErrorKind TokenStoreOfAnotherAccount { get; } = new(
        ErrorGroup.Permission,
        "Run as the account that made the token store, or name another file with -TokenStore.");

    /// <summary>The token store belongs to another application or portal.</summary>
    public static ErrorKind TokenStoreOfAnotherApplication { get; } = new(
        ErrorGroup.Argument,
        "Name a file of its own with -TokenStore for each application and portal.");

    /// <summary>The token store could not be written.</summary>
    public static ErrorKind TokenStoreNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Check that this account may write to the folder and that the disk has room; the store that was there before is unchanged.");

    /// <summary>More than one place was named that keeps the tokens: a token store, a profile, script blocks.</summary>
    public static ErrorKind TokenStoreWithProfile { get; } = new(
        ErrorGroup.Argument,
        "Name one place that keeps the tokens: -TokenStore, -SaveProfile, or the script blocks -OnTokenRead and -OnTokenRefresh.");

    /// <summary>A block that reads tokens was given without one that keeps new ones.</summary>
    public static ErrorKind TokenRefreshBlockMissing { get; } = new(
        ErrorGroup.Argument,
        "Give -OnTokenRefresh as well: a refresh makes the tokens in the vault useless, and the new ones would be kept nowhere.");

    /// <summary>The block -OnTokenRead failed, or gave what holds no tokens.</summary>
    public static ErrorKind TokenVaultNotRead { get; } = new(
        ErrorGroup.Storage,
        "Run what stands in -OnTokenRead by itself; it has to give nothing, the refresh token, or one object with RefreshToken and, if kept, AccessToken, Scope and Domain.");

    /// <summary>The block -OnTokenRefresh failed.</summary>
    public static ErrorKind TokenVaultNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Mend the vault and make another call in this session, which offers the tokens again: until then they live in this session only.");

    /// <summary>The blocks are wanted on behalf of another runspace, and their own does not wait.</summary>
    public static ErrorKind TokenVaultOutOfReach { get; } = new(
        ErrorGroup.State,
        "Run Update-B24Token in the runspace that connected before the parallel work begins, connect in each runspace, or use -TokenStore or -SaveProfile.");

    /// <summary>A block of a session uses the session that waits for it.</summary>
    public static ErrorKind TokenVaultBusy { get; } = new(
        ErrorGroup.State,
        "Use another session inside -OnTokenRead and -OnTokenRefresh, or none.");

    /// <summary>Another process holds the profile or token store.</summary>
    public static ErrorKind StoreBusy { get; } = new(
        ErrorGroup.Timeout,
        "Another process is working with it: wait for that one to end, or end it, and try again.");
}
