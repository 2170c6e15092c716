using System.Text;

namespace Milvus.Files;

/// <summary>Reads small files, and replaces files atomically.</summary>
internal static class LocalFiles
{
    /// <exception cref="MilvusException">The file does not exist, or cannot be read.</exception>
    internal static byte[] Read(string file) => RunRead(file, () => File.ReadAllBytes(file));

    /// <summary>Opens a file to read it as a stream.</summary>
    /// <exception cref="MilvusException">The file does not exist, or cannot be read.</exception>
    internal static FileStream Open(string file) =>
        RunRead(file, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16));

    /// <summary>The text of a file in UTF-8.</summary>
    /// <exception cref="MilvusException">The file does not exist, cannot be read, or is not UTF-8.</exception>
    internal static string ReadText(string file)
    {
        var bytes = Read(file);
        try
        {
            var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException failure)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The file '{file}' is not UTF-8 text.", failure);
        }
    }

    /// <summary>Writes a file atomically.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="replace">Whether a file that exists is replaced.</param>
    /// <param name="secret">Whether only its owner may read it.</param>
    /// <exception cref="MilvusException">The file exists and must not be replaced, or cannot be written.</exception>
    internal static void Write(string file, byte[] content, bool replace, bool secret = false)
    {
        CheckTarget(file, replace);
        file = FollowLinks(file);
        var draft = GetDraftPath(file);
        RunWrite(file, () =>
        {
            try
            {
                using (var stream = Create(draft, secret))
                {
                    stream.Write(content);
                }

                File.Move(draft, file, overwrite: replace);
            }
            catch
            {
                File.Delete(draft);
                throw;
            }
        });
    }

    /// <summary>Refuses a file that exists, unless it may be replaced, and a folder that does not exist.</summary>
    /// <exception cref="MilvusException">The file exists, or its folder does not.</exception>
    internal static void CheckTarget(string file, bool replace)
    {
        if (!replace && File.Exists(file))
        {
            throw new MilvusException(MilvusErrorId.AlreadyExists, $"The file '{file}' exists already.")
            {
                RecommendedAction = "Use another name, or -Force to overwrite it.",
            };
        }

        if (Path.GetDirectoryName(file) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw new MilvusException(MilvusErrorId.FileNotFound, $"The folder '{folder}' does not exist.")
            {
                RecommendedAction = "Create it first.",
            };
        }
    }

    /// <summary>The file that a symbolic link refers to: a new file replaces it, and the link stays. Other files are themselves.</summary>
    /// <exception cref="MilvusException">The link refers to itself.</exception>
    internal static string FollowLinks(string file) => RunWrite(
        file, () => new FileInfo(file).LinkTarget is null ? file : File.ResolveLinkTarget(file, returnFinalTarget: true)!.FullName);

    /// <summary>A temporary file beside the target, which is renamed when it is complete; its name is unique.</summary>
    internal static string GetDraftPath(string file) => $"{file}.{Guid.NewGuid():N}.tmp";

    /// <summary>Runs an action that writes to a file.</summary>
    /// <exception cref="MilvusException">The file cannot be written.</exception>
    internal static void RunWrite(string file, Action write) => RunWrite(file, () =>
    {
        write();
        return true;
    });

    /// <inheritdoc cref="RunWrite(string, Action)"/>
    internal static T RunWrite<T>(string file, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (DirectoryNotFoundException failure)
        {
            throw new MilvusException(MilvusErrorId.FileNotFound, $"The folder of '{file}' does not exist.", failure);
        }
        catch (IOException failure) when (IsDiskFull(failure))
        {
            throw new MilvusException(MilvusErrorId.DiskFull, $"The file '{file}' cannot be written: the disk is full.", failure)
            {
                RecommendedAction = "Free space on the disk, then repeat the command.",
            };
        }
        catch (ArgumentOutOfRangeException failure) when (IsTooLarge(failure))
        {
            throw new MilvusException(
                MilvusErrorId.DiskFull, $"The file '{file}' cannot be written: the file system allows no larger file.", failure)
            {
                RecommendedAction = "Write to another file system, or raise the limit of file sizes (ulimit -f), then repeat the command.",
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The file '{file}' cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>Closes the writers of a draft, the outermost first, and deletes the draft if it was not moved to its target.</summary>
    internal static void Discard(string draft, params IDisposable?[] writers)
    {
        Close(writers);
        File.Delete(draft);
    }

    /// <summary>Closes the writers of a file that failed or is complete, the outermost first.</summary>
    internal static void Close(params IDisposable?[] writers)
    {
        foreach (var writer in writers)
        {
            try
            {
                writer?.Dispose();
            }
            catch (IOException)
            {
                // It writes the rest of its buffer, for example to a full disk. The failure was reported when the rows were written.
            }
        }
    }

    /// <summary>Opens an incomplete file that nobody else may open meanwhile, at its end.</summary>
    /// <exception cref="MilvusException">Another command has it open.</exception>
    internal static FileStream OpenDraft(string file, FileMode mode)
    {
        try
        {
            var draft = new FileStream(file, mode, FileAccess.ReadWrite, FileShare.None, 1 << 16);
            draft.Position = draft.Length;
            return draft;
        }
        catch (IOException failure) when (IsLocked(failure))
        {
            throw new MilvusException(MilvusErrorId.LedgerLocked, $"The file '{file}' is being written by another command.", failure);
        }
    }

    /// <summary>Creates a temporary file beside another one, which goes away when it is closed, or when the process ends.</summary>
    internal static FileStream CreateScratch(string file)
    {
        var isWindows = OperatingSystem.IsWindows();
        var scratch = new FileStream(GetDraftPath(file), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = isWindows ? FileOptions.DeleteOnClose : FileOptions.None,
            BufferSize = 1 << 16,
        });
        if (!isWindows)
        {
            // Without its name it exists as long as it is open, even if the process is killed.
            File.Delete(scratch.Name);
        }

        return scratch;
    }

    /// <summary>Creates a file that does not exist yet.</summary>
    internal static FileStream Create(string file, bool secret = false)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 1 << 16 };
        if (secret && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }

    /// <summary>Opens or creates a file that only its owner may read, and keeps other processes out of it.</summary>
    /// <returns>Null if another process has it open.</returns>
    internal static FileStream? OpenExclusively(string file) => RunWrite(file, () =>
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileStream(file, options);
        }
        catch (IOException failure) when (IsLocked(failure))
        {
            return null;
        }
    });

    /// <summary>The content of a file; null if another process keeps others out of it.</summary>
    internal static byte[]? TryRead(string file) => RunRead(file, () =>
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (IOException failure) when (IsLocked(failure))
        {
            return null;
        }
    });

    // EWOULDBLOCK, or ERROR_SHARING_VIOLATION.
    private static bool IsLocked(IOException failure) => OperatingSystem.IsWindows()
        ? (failure.HResult & 0xFFFF) is 0x20
        : failure.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);

    // .NET reports EFBIG of a write as a wrong argument.
    private static bool IsTooLarge(ArgumentOutOfRangeException failure) =>
        failure.ParamName == "value" && failure.TargetSite?.Module == typeof(FileStream).Module;

    // ENOSPC and EDQUOT of Linux and macOS, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static bool IsDiskFull(IOException failure) => OperatingSystem.IsWindows()
        ? (failure.HResult & 0xFFFF) is 0x70 or 0x27
        : failure.HResult is 28 || failure.HResult == (OperatingSystem.IsMacOS() ? 69 : 122);

    /// <summary>Runs an action that reads a file.</summary>
    /// <exception cref="MilvusException">The file does not exist, or cannot be read.</exception>
    internal static T RunRead<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MilvusException(MilvusErrorId.FileNotFound, $"The file '{file}' does not exist.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The file '{file}' cannot be read: {failure.Message}", failure);
        }
    }
}
