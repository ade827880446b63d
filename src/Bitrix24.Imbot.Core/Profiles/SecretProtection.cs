using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>
/// Protects the secrets of a profile. On Windows, DPAPI encrypts them with the key of the user or the computer (not tested on Windows). On other
/// systems, they are stored unencrypted in a file that only its owner can read.
/// </summary>
internal static class SecretProtection
{
    public const string None = "none";
    public const string User = "dpapi-user";
    public const string Machine = "dpapi-machine";

    /// <summary>The protection for a new profile on this system.</summary>
    public static string For(ProfileScope scope) =>
        !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? None : scope == ProfileScope.LocalMachine ? Machine : User;

    /// <summary>Converts secrets for the file: an object, or its encrypted form in Base64.</summary>
    /// <exception cref="CryptographicException">Windows could not encrypt the secrets.</exception>
    public static object Wrap(JsonMap secrets, string protection) =>
        protection == None ? secrets : Convert.ToBase64String(Protect(JsonMap.Write(secrets), protection));

    /// <summary>Reads the secrets of a file and decrypts them if necessary.</summary>
    /// <param name="root">The file's object with its <c>protection</c> and <c>secrets</c> members.</param>
    /// <exception cref="CryptographicException">The secrets could not be decrypted: another account, another computer, another system, or damaged data.</exception>
    public static JsonDocument Unwrap(JsonElement root) => root.Text("protection") == None
        ? JsonDocument.Parse(root.Member("secrets") is { ValueKind: JsonValueKind.Object } secrets ? secrets.GetRawText() : "{}")
        : JsonDocument.Parse(Unprotect(Convert.FromBase64String(root.Text("secrets") ?? string.Empty)));

#pragma warning disable CA1416 // The callers encrypt only on Windows, and an encrypted file is refused elsewhere.
    private static byte[] Protect(byte[] plain, string protection) =>
        ProtectedData.Protect(plain, null, protection == Machine ? DataProtectionScope.LocalMachine : DataProtectionScope.CurrentUser);

    private static byte[] Unprotect(byte[] encrypted)
    {
        try
        {
            // The data says whether the key of the user or of the computer encrypted it.
            return ProtectedData.Unprotect(encrypted, null, DataProtectionScope.CurrentUser);
        }
        catch (PlatformNotSupportedException exception)
        {
            throw new CryptographicException("The secrets were encrypted on Windows.", exception);
        }
    }
#pragma warning restore CA1416
}
