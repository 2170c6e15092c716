using System.Text;

namespace Milvus.Testing.Files;

/// <summary>
/// A token that each connection of a session uses while MILVUS_CANARY is set. It is in no stream, error, transcript, serialised object or
/// file: each of them is searched, and a test that has it fails. The variable names a file that gets a line for each place.
/// </summary>
internal static class Canary
{
    /// <summary>The password of the token.</summary>
    internal const string Password = "CANARY5e0b7d1f";

    private static readonly string? _report = Environment.GetEnvironmentVariable("MILVUS_CANARY");
    private static readonly Lock _lock = new();

    private static readonly string[] _forms =
    [
        Password,
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Token)),
    ];

    /// <summary>The token.</summary>
    internal static string Token => "root:" + Password;

    /// <summary>Whether connections have the token.</summary>
    internal static bool IsOn => _report is not null;

    /// <summary>Searches a text.</summary>
    /// <param name="place">Where it is from.</param>
    /// <param name="text">The text.</param>
    internal static void Search(string place, string? text)
    {
        if (IsOn && text is not null && _forms.Any(form => text.Contains(form, StringComparison.Ordinal)))
        {
            Report(place);
        }
    }

    /// <summary>Searches the files of a folder.</summary>
    internal static void SearchFiles(string folder)
    {
        if (!IsOn || !Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(
            folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            byte[] bytes;
            try
            {
                bytes = File.ReadAllBytes(file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another process has the file, or the test took its rights away.
                continue;
            }

            if (_forms.Any(form => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) >= 0))
            {
                Report(file);
            }
        }
    }

    private static void Report(string place)
    {
        lock (_lock)
        {
            File.AppendAllText(_report!, place + "\n");
        }

        throw new InvalidOperationException($"The canary is in {place}.");
    }
}
