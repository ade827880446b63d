using System.Security.Cryptography;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>
/// A profile on disk: all data that is required to open a session again, so that scripts contain no secrets. Each profile is a file that only its
/// owner can read (on Windows, encrypted by DPAPI). <see cref="Sessions.SessionProfiles"/> opens and saves sessions.
/// </summary>
public sealed class ProfileFile
{
    private const string Extension = ".json";

    /// <summary>Names that Windows treats as devices, with any extension.</summary>
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })];

    private ProfileFile(string name, ProfileScope scope, string path)
    {
        Name = name;
        Scope = scope;
        FilePath = path;
    }

    /// <summary>The profile's name.</summary>
    public string Name { get; }

    /// <summary>Who can open it.</summary>
    public ProfileScope Scope { get; }

    /// <summary>The path of the file.</summary>
    public string FilePath { get; }

    /// <summary>The target of <see cref="FilePath"/> if it is a symbolic link; otherwise the same path.</summary>
    internal string TargetPath => LinkedFile.Follow(FilePath);

    /// <summary>Whether the profile exists.</summary>
    public bool Exists => File.Exists(FilePath);

    /// <summary>Computer and user name of this process.</summary>
    internal static string CurrentAccount => $"{Environment.MachineName}\\{Environment.UserName}";

    /// <summary>The file for a name, which doesn't need to exist. Surrounding white space and case are ignored.</summary>
    /// <param name="given">1 to 64 letters from a to z, digits, dots, hyphens, and underscores.</param>
    /// <param name="scope">Who can open it.</param>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileNameInvalid"/>, <see cref="SessionErrors.ProfileScopeUnsupported"/>.</exception>
    public static ProfileFile For(string given, ProfileScope scope = ProfileScope.CurrentUser)
    {
        string name = given.Trim();
        if (name.Length is 0 or > 64 || !IsLetterOrDigit(name[0]) || !name.All(character => IsLetterOrDigit(character) || character is '.' or '-' or '_')
            || Devices.Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase))
        {
            throw SessionErrors.ProfileNameInvalid.With($"{ShownInput.Quote(name)} is not a valid profile name.");
        }

        // Windows removes a dot at the end of file names. Existing profiles with such a name can still be opened.
        return Existing(name, scope) ?? (name[name.Length - 1] == '.'
            ? throw SessionErrors.ProfileNameInvalid.With($"{ShownInput.Quote(name)} is not a valid profile name.")
            : new ProfileFile(name, scope, Path.Combine(ProfileFolder.PathOf(scope), name + Extension)));
    }

    /// <summary>
    /// Finds a profile by its exact name, or ignoring case: file systems differ in whether case matters. If an older release saved several spellings,
    /// each is found only by its exact name.
    /// </summary>
    private static ProfileFile? Existing(string name, ProfileScope scope)
    {
        List<ProfileFile> called = [.. All(scope).Where(profile => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase))];
        return called.Find(profile => profile.Name == name) ?? called.Count switch
        {
            0 => null,
            1 => called[0],
            _ => throw SessionErrors.ProfileNameInvalid.With($"{ShownInput.Quote(name)} matches more than one profile: {string.Join(", ", called.Select(profile => profile.Name))}."),
        };
    }

    /// <summary>All profiles of a scope, sorted by name.</summary>
    public static IEnumerable<ProfileFile> All(ProfileScope scope = ProfileScope.CurrentUser)
    {
        string folder = ProfileFolder.PathOf(scope);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*" + Extension)
                .OrderBy(path => path, StringComparer.OrdinalIgnoreCase)
                .Select(path => new ProfileFile(Path.GetFileNameWithoutExtension(path), scope, path))
            : [];
    }

    /// <summary>Reads the profile with its secrets.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="SessionErrors.ProfileNotFound"/>, <see cref="SessionErrors.ProfileOfAnotherAccount"/>, <see cref="SessionErrors.ProfileUnreadable"/>.
    /// </exception>
    internal ProfileContent Read() => ReadAs(ProfileFormat.Read);

    /// <summary>Reads the public part, even if this account can't decrypt the secrets.</summary>
    /// <exception cref="B24Exception">The errors of <see cref="Read"/>.</exception>
    public ProfileInfo ReadInfo() => new(this, ReadAs(ProfileFormat.ReadFace));

    /// <summary>Writes the profile atomically.</summary>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileNotWritten"/>.</exception>
    internal void Write(ProfileContent content)
    {
        ProfileContent signed = content with { Account = CurrentAccount, SavedAt = DateTimeOffset.Now };
        try
        {
            PrivateFile.Write(TargetPath, ProfileFormat.Write(signed, SecretProtection.For(Scope)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw SessionErrors.ProfileNotWritten.With($"Profile '{Name}' could not be written to {FilePath}: {exception.Message}", exception);
        }
    }

    /// <summary>Changes the profile under its lock.</summary>
    internal void Change(Func<ProfileContent, ProfileContent> change)
    {
        using IDisposable turn = LockAsync(CancellationToken.None).GetAwaiter().GetResult();
        Write(change(Read()));
    }

    /// <summary>Locks the profile.</summary>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileNotWritten"/>.</exception>
    internal async Task<IDisposable> LockAsync(CancellationToken cancellation)
    {
        try
        {
            string path = TargetPath;
            return await FileLock.AcquireForWriteAsync(path, temporary => IsNewest(temporary, path), cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SessionErrors.ProfileNotWritten.With($"The lock file of profile '{Name}' next to {FilePath} could not be opened: {exception.Message}", exception);
        }
    }

    /// <summary>Removes the profile.</summary>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileNotFound"/>, <see cref="SessionErrors.ProfileNotWritten"/>.</exception>
    public void Delete()
    {
        RequireExisting();
        try
        {
            // If the path is a symbolic link, only the link is removed: others may use the file by another name.
            bool isLink = TargetPath != FilePath;

            // The lock keeps a refresh in progress from writing the file again.
            using (LockAsync(CancellationToken.None).GetAwaiter().GetResult())
            {
                File.Delete(FilePath);
            }

            // Waiting processes reopen this file by its name on each attempt, and create it if necessary.
            if (!isLink)
            {
                File.Delete(FileLock.GetLockPath(FilePath));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SessionErrors.ProfileNotWritten.With($"Profile '{Name}' could not be removed: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Whether a temporary file is complete and not older than the profile, so that it may be the only copy of tokens or of a bot token.
    /// </summary>
    private bool IsNewest(string temporary, string path) =>
        TryRead(temporary) is { } left && (!Exists || TryRead(path) is not { } stored || left.Follows(stored));

    private ProfileContent? TryRead(string path)
    {
        try
        {
            return ReadAs(path, ProfileFormat.Read);
        }
        catch (B24Exception)
        {
            return null;
        }
    }

    private T ReadAs<T>(Func<JsonElement, T> read)
    {
        RequireExisting();
        return ReadAs(FilePath, read);
    }

    private T ReadAs<T>(string path, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(PrivateFile.Read(path));
            try
            {
                return read(document.RootElement);
            }
            catch (CryptographicException exception)
            {
                string account = ProfileFormat.ReadFace(document.RootElement).Account;
                throw SessionErrors.ProfileOfAnotherAccount.With(
                    $"Profile '{Name}' was saved by {account} and can't be decrypted by {CurrentAccount}.", exception);
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw SessionErrors.ProfileOfAnotherAccount.With($"Profile '{Name}' in {FilePath} does not belong to {CurrentAccount}.", exception);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or IOException)
        {
            throw SessionErrors.ProfileUnreadable.With($"Profile '{Name}' in {FilePath} could not be read: {exception.Message}", exception);
        }
    }

    private void RequireExisting()
    {
        if (!Exists)
        {
            throw SessionErrors.ProfileNotFound.With($"{CurrentAccount} has no profile {ShownInput.Quote(Name)} in {Path.GetDirectoryName(FilePath)}.");
        }
    }

    private static bool IsLetterOrDigit(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
