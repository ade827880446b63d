using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text.Json;
using Bitrix24.Imbot.Core.Json;

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

    private const int LocalMachineFlag = 0x4;
    private const int NoUserInterfaceFlag = 0x1;

    /// <summary>The protection for a new profile on this system.</summary>
    public static string For(ProfileScope scope) =>
        !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? None : scope == ProfileScope.LocalMachine ? Machine : User;

    /// <summary>Converts secrets for the file: an object, or its encrypted form in Base64.</summary>
    /// <exception cref="Win32Exception">Windows could not encrypt the secrets.</exception>
    public static object Wrap(JsonMap secrets, string protection) =>
        protection == None ? secrets : Convert.ToBase64String(Protect(JsonMapWriter.Write(secrets), protection));

    /// <summary>Reads the secrets of a file and decrypts them if necessary.</summary>
    /// <param name="root">The file's object with its <c>protection</c> and <c>secrets</c> members.</param>
    /// <exception cref="Win32Exception">Windows could not decrypt the secrets: another account, another computer, or damaged data.</exception>
    public static JsonDocument Unwrap(JsonElement root) => root.Text("protection") == None
        ? JsonDocument.Parse(root.Member("secrets") is { ValueKind: JsonValueKind.Object } secrets ? secrets.GetRawText() : "{}")
        : JsonDocument.Parse(Unprotect(Convert.FromBase64String(root.Text("secrets") ?? string.Empty)));

    /// <summary>Encrypts secrets. Only for <see cref="User"/> and <see cref="Machine"/>.</summary>
    /// <exception cref="Win32Exception">Windows could not encrypt the secrets.</exception>
    private static byte[] Protect(byte[] plain, string protection) =>
        Run(plain, (ref DataBlob input, out DataBlob output) =>
            CryptProtectData(ref input, null, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, FlagsOf(protection), out output));

    /// <summary>Decrypts secrets.</summary>
    /// <exception cref="Win32Exception">Windows could not decrypt the secrets: another account, another computer, or damaged data.</exception>
    private static byte[] Unprotect(byte[] encrypted) =>
        Run(encrypted, (ref DataBlob input, out DataBlob output) =>
            CryptUnprotectData(ref input, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, NoUserInterfaceFlag, out output));

    private static int FlagsOf(string protection) => NoUserInterfaceFlag | (protection == Machine ? LocalMachineFlag : 0);

    private static byte[] Run(byte[] content, Transformation transformation)
    {
        DataBlob input = new() { Length = content.Length, Data = Marshal.AllocHGlobal(content.Length) };
        try
        {
            Marshal.Copy(content, 0, input.Data, content.Length);
            if (!transformation(ref input, out DataBlob output))
            {
                throw new Win32Exception(Marshal.GetLastWin32Error());
            }

            try
            {
                byte[] result = new byte[output.Length];
                Marshal.Copy(output.Data, result, 0, output.Length);
                return result;
            }
            finally
            {
                LocalFree(output.Data);
            }
        }
        finally
        {
            Marshal.FreeHGlobal(input.Data);
        }
    }

    private delegate bool Transformation(ref DataBlob input, out DataBlob output);

    [StructLayout(LayoutKind.Sequential)]
    private struct DataBlob
    {
        public int Length;
        public IntPtr Data;
    }

#pragma warning disable SYSLIB1054 // netstandard2.0 has no LibraryImport
    [DllImport("crypt32.dll", SetLastError = true, CharSet = CharSet.Unicode)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CryptProtectData(
        ref DataBlob input, string? description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, out DataBlob output);

    [DllImport("crypt32.dll", SetLastError = true, CharSet = CharSet.Unicode)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CryptUnprotectData(
        ref DataBlob input, IntPtr description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, out DataBlob output);

    [DllImport("kernel32.dll")]
    private static extern IntPtr LocalFree(IntPtr memory);
#pragma warning restore SYSLIB1054
}
