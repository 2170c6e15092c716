namespace Milvus.Client.Errors;

/// <summary>What to do about a failed import, by the reason of the server.</summary>
internal static class ImportAdvice
{
    // Of Parquet, JSON and CSV of Milvus 2.3 to 3.0, and of NumPy.
    private static readonly string[] _wrongNames =
    [
        "not in arrow schema",
        "is not in schema",
        "is not defined in collection schema",
        "no corresponding field in collection",
        "no file corresponding to field",
        "is missed",
        "not found in arrow schema",
        "field not found in struct",
    ];

    /// <summary>The advice; null for the usual one.</summary>
    internal static string? Find(string reason) => _wrongNames.Any(text => reason.Contains(text, StringComparison.OrdinalIgnoreCase))
        ? "The columns of the files need the names of the fields: a server imports files as they are, so Start-MilvusImport has no -Map. "
            + "ConvertTo-MilvusImportFile writes files from rows with these names; Import-MilvusEntity -Map imports files with other names."
        : null;
}
