namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for token stores and vaults.</summary>
public static class TokenStoreErrors
{
    /// <summary>The token store is damaged or was not created by this module.</summary>
    public static ErrorKind TokenStoreUnreadable { get; } = new(
        ErrorGroup.Storage,
        "Use another file, or move this file and connect with a new authorization code.");

    /// <summary>The token store belongs to another account.</summary>
    public static ErrorKind TokenStoreOfAnotherAccount { get; } = new(
        ErrorGroup.Permission,
        "Use the account that created the token store, or use another file.");

    /// <summary>The token store belongs to another application or portal.</summary>
    public static ErrorKind TokenStoreOfAnotherApplication { get; } = new(
        ErrorGroup.Argument,
        "Use a separate file for each application and portal.");

    /// <summary>The token store can't be written.</summary>
    public static ErrorKind TokenStoreNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Check that this account can write to the folder and that the disk has enough space. The existing store is unchanged.");

    /// <summary>More than one place to store tokens was specified: a token store, a profile, or script blocks.</summary>
    public static ErrorKind TokenStoreWithProfile { get; } = new(
        ErrorGroup.Argument,
        "Specify only one place to store tokens.");

    /// <summary>A script block reads tokens, but none saves new tokens.</summary>
    public static ErrorKind TokenRefreshBlockMissing { get; } = new(
        ErrorGroup.Argument,
        "Also specify how to save new tokens. A refresh invalidates the tokens in the vault, and the new tokens would be lost.");

    /// <summary>The vault could not be read, or did not return tokens.</summary>
    public static ErrorKind TokenVaultNotRead { get; } = new(
        ErrorGroup.Storage,
        "Check the vault. It must return nothing, the refresh token, or one object with RefreshToken and optionally AccessToken, Scope, and Domain.");

    /// <summary>The vault could not save new tokens.</summary>
    public static ErrorKind TokenVaultNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Fix the vault and make another call in this session to save the tokens. Until then, only this session has the new tokens.");

    /// <summary>The vault's thread can't run its script block now.</summary>
    public static ErrorKind TokenVaultOutOfReach { get; } = new(
        ErrorGroup.State,
        "Refresh the token before the parallel work starts, connect separately in each part, or use a token store or profile.");

    /// <summary>The vault requested the tokens of the session that is waiting for it.</summary>
    public static ErrorKind TokenVaultBusy { get; } = new(
        ErrorGroup.State,
        "Use another session, or none, while the vault is read or written.");

    /// <summary>Another process is using the profile or token store.</summary>
    public static ErrorKind StoreBusy { get; } = new(
        ErrorGroup.Timeout,
        "Wait for the other process to finish, or stop it, and try again.");
}
