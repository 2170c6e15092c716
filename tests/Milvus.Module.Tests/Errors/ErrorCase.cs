namespace Milvus.Module.Tests.Errors;

/// <summary>A line that fails, and its error id on each back end; empty if it does not fail there.</summary>
internal sealed record ErrorCase(string Line, string ErrorId)
{
    /// <summary>The id on Milvus 2.3.5, if it differs.</summary>
    internal string? OnMilvus { get; init; }

    /// <summary>The id on Milvus Lite, if it differs.</summary>
    internal string? OnLite { get; init; }

    /// <summary>Back ends where it is not run, because the line would do something else there.</summary>
    internal string[] NotOn { get; init; } = [];

    internal string On(string backend) => backend switch
    {
        "milvus" => OnMilvus ?? ErrorId,
        "lite" => OnLite ?? ErrorId,
        _ => ErrorId,
    };

    internal IEnumerable<string> All => new[] { ErrorId, OnMilvus, OnLite }.Where(id => !string.IsNullOrEmpty(id))!;
}
