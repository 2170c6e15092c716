namespace Milvus.Commands.Entities;

/// <summary>The places of the first and the last row of a batch, for example lines of a file.</summary>
internal sealed class RowPlaces
{
    private string? _first;
    private string? _last;

    internal void Add(string place)
    {
        _first ??= place;
        _last = place;
    }

    /// <summary>The failure with the places of the rows, one of which a server has refused.</summary>
    internal MilvusException AddTo(MilvusException failure) => _first is null
        ? failure
        : failure.With($"{(_first == _last ? _first : $"{_first} to {Shorten(_last!)}")}: {failure.Message}");

    // The file is the same for both, unless a batch has rows of several.
    private string Shorten(string place)
    {
        var file = _first!.LastIndexOf(", ", StringComparison.Ordinal) + 2;
        return file > 1 && place.StartsWith(_first[..file], StringComparison.Ordinal) ? place[file..] : place;
    }
}
