using System.Globalization;

namespace Milvus.DesiredState;

/// <summary>What is wrong with a file of the desired state. All problems are reported at once, before anything is changed.</summary>
/// <param name="file">The file.</param>
internal sealed class StateProblems(string file)
{
    private const int MaxShown = 20;

    private readonly List<string> _texts = [];

    /// <summary>Adds a problem.</summary>
    /// <param name="path">The place within the file.</param>
    /// <param name="text">What is wrong there.</param>
    internal void Add(string path, string text) => _texts.Add($"{(path.Length > 0 ? path : "the file")}: {text}");

    /// <exception cref="MilvusException">There are problems.</exception>
    internal void ThrowIfAny()
    {
        if (_texts.Count == 0)
        {
            return;
        }

        var shown = _texts.Take(MaxShown);
        var more = _texts.Count > MaxShown
            ? string.Create(CultureInfo.InvariantCulture, $"\nand {_texts.Count - MaxShown} more")
            : string.Empty;
        var text = _texts.Count == 1
            ? $"'{file}', {_texts[0]}"
            : string.Create(CultureInfo.InvariantCulture, $"'{file}' has {_texts.Count} errors:\n{string.Join('\n', shown)}{more}");
        throw new MilvusException(MilvusErrorId.InvalidArgument, text)
        {
            RecommendedAction = "Correct the file. Nothing was changed. about_Milvus_DesiredState describes its keys.",
        };
    }
}
