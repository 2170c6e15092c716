namespace Milvus.Module.Tests.Errors;

/// <summary>A line that fails, and the id it fails with on each back end; empty where it does not fail.</summary>
internal sealed record ErrorCase(string Line, string ErrorId)
{
    /// <summary>What Milvus 2.3.5 gives where it differs.</summary>
    internal string? OnMilvus { get; init; }

    /// <summary>What Milvus Lite gives where it differs.</summary>
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
