using System.ComponentModel;
using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>
/// A profile on disk: everything that is needed to open a session again, so that no program contains a secret. One file for each profile, readable for its owner only (on
/// Windows encrypted by DPAPI). <see cref="Sessions.SessionProfiles"/> opens and saves sessions.
/// </summary>
public sealed class ProfileFile
{
    private const string Extension = ".json";

    /// <summary>Files that Windows takes for devices, whatever follows behind a dot.</summary>
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

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>The file itself, where <see cref="FilePath"/> is a symbolic link.</summary>
    internal string TargetPath => LinkedFile.Follow(FilePath);

    /// <summary>Whether the profile is there.</summary>
    public bool Exists => File.Exists(FilePath);

    /// <summary>Machine and user of this process.</summary>
    internal static string CurrentAccount => $"{Environment.MachineName}\\{Environment.UserName}";

    /// <summary>The file for a name, which need not exist. Blanks around the name and letter case don't count.</summary>
    /// <param name="given">1 to 64 letters from a to z, digits, dots, hyphens and underscores.</param>
    /// <param name="scope">Who can open it.</param>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileNameInvalid"/>, <see cref="SessionErrors.ProfileScopeUnsupported"/>.</exception>
    public static ProfileFile For(string given, ProfileScope scope = ProfileScope.CurrentUser)
    {
        string name = given.Trim();
        if (name.Length is 0 or > 64 || !IsLetterOrDigit(name[0]) || !name.All(character => IsLetterOrDigit(character) || character is '.' or '-' or '_')
            || Devices.Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase))
        {
            throw SessionErrors.ProfileNameInvalid.With($"{ShownInput.Quote(name)} cannot be the name of a profile.");
        }

        // Windows takes a dot at the end off the names of folders and files. Profiles that have one are still found.
        return Existing(name, scope) ?? (name[name.Length - 1] == '.'
            ? throw SessionErrors.ProfileNameInvalid.With($"{ShownInput.Quote(name)} cannot be the name of a profile.")
            : new ProfileFile(name, scope, Path.Combine(ProfileFolder.PathOf(scope), name + Extension)));
    }

    /// <summary>
    /// The profile of this name, else of this name in other letter case: on one system the files would be the same and on another two. Where an older release
    /// has written both, each is found by its own name only.
    /// </summary>
    private static ProfileFile? Existing(string name, ProfileScope scope)
    {
        List<ProfileFile> called = [.. All(scope).Where(profile => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase))];
        return called.Find(profile => profile.Name == name) ?? called.Count switch
        {
            0 => null,
            1 => called[0],
            _ => throw SessionErrors.ProfileNameInvalid.With($"{ShownInput.Quote(name)} can be any of {string.Join(", ", called.Select(profile => profile.Name))}."),
        };
    }

    /// <summary>All profiles of a scope, by name.</summary>
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

    /// <summary>Reads what may be shown, also of a profile whose secrets this account cannot decrypt.</summary>
    /// <exception cref="B24Exception">As <see cref="Read"/>.</exception>
    public ProfileInfo ReadInfo()
    {
        ProfileContent content = ReadAs(ProfileFormat.ReadFace);
        return new ProfileInfo(this, content);
    }

    /// <summary>Writes the profile completely or not at all.</summary>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileNotWritten"/>.</exception>
    internal void Write(ProfileContent content)
    {
        ProfileContent signed = content with { Account = CurrentAccount, SavedAt = DateTimeOffset.Now };
        try
        {
            PrivateFile.Write(TargetPath, ProfileFormat.Write(signed, SecretProtection.For(Scope)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            throw SessionErrors.ProfileNotWritten.With($"Profile '{Name}' could not be written to {FilePath}: {exception.Message}", exception);
        }
    }

    /// <summary>Changes the profile while nobody else does.</summary>
    internal void Change(Func<ProfileContent, ProfileContent> change)
    {
        using IDisposable turn = LockAsync(CancellationToken.None).GetAwaiter().GetResult();
        Write(change(Read()));
    }

    /// <summary>Keeps others from changing the profile.</summary>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileNotWritten"/>.</exception>
    internal async Task<IDisposable> LockAsync(CancellationToken cancellation)
    {
        try
        {
            string path = TargetPath;
            IDisposable turn = await FileLock.AcquireAsync(FileLock.GetLockPath(path), cancellation).ConfigureAwait(false);
            try
            {
                FinishInterruptedWrite(path);
                return turn;
            }
            catch
            {
                turn.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SessionErrors.ProfileNotWritten.With($"Profile '{Name}' could not be locked beside {FilePath}: {exception.Message}", exception);
        }
    }

    /// <summary>Removes the profile.</summary>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileNotFound"/>, <see cref="SessionErrors.ProfileNotWritten"/>.</exception>
    public void Delete()
    {
        RequireExisting();
        try
        {
            // Of a symbolic link only the link is removed: others may use the file by another name.
            bool isLink = TargetPath != FilePath;

            // Under the lock, so that a refresh under way does not write it again.
            using (LockAsync(CancellationToken.None).GetAwaiter().GetResult())
            {
                File.Delete(FilePath);
            }

            // Those who wait for the turn open this file by its name each time, and create it where it is gone.
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
    /// Looks at what a process left behind that was killed while it wrote. Where that is complete, and not older than what the profile holds, it may be the only
    /// copy of tokens or of a bot's token.
    /// </summary>
    private void FinishInterruptedWrite(string path)
    {
        PrivateFile.Sweep(path);
        string temporary = PrivateFile.TemporaryOf(path);
        if (!File.Exists(temporary))
        {
            return;
        }

        if (TryRead(temporary) is { } left && (!Exists || TryRead(path) is not { } stored || left.Follows(stored)))
        {
            PrivateFile.Adopt(path);
        }
        else
        {
            File.Delete(temporary);
        }
    }

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
            catch (Win32Exception exception)
            {
                string account = ProfileFormat.ReadFace(document.RootElement).Account;
                throw SessionErrors.ProfileOfAnotherAccount.With(
                    $"Profile '{Name}' was saved by {account}; {CurrentAccount} cannot decrypt it.", exception);
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw SessionErrors.ProfileOfAnotherAccount.With($"Profile '{Name}' in {FilePath} belongs to another account than {CurrentAccount}.", exception);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or IOException)
        {
            throw SessionErrors.ProfileUnreadable.With($"Profile '{Name}' in {FilePath} cannot be read: {exception.Message}", exception);
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
