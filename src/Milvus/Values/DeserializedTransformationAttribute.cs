using System.Management.Automation;

namespace Milvus.Values;

/// <summary>
/// Lets objects that went through a job, a remote session or a file be piped back. PowerShell itself turns them into their own type
/// again only if every property can be set. They have lost their connection, so they act on the current one.
/// </summary>
internal sealed class DeserializedTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value is object[] list ? Array.ConvertAll(list, Revive) : Revive(inputData);
    }

    // The exact name decides: a parent is not taken for its child here either.
    private static object Revive(object item) => item is not PSObject { TypeNames: [var type, ..] } bag
        ? item
        : type switch
        {
            "Deserialized.Milvus.Index" => new Index
            {
                Name = Text(bag, nameof(Index.Name)) ?? string.Empty,
                Collection = Text(bag, nameof(Index.Collection)) ?? string.Empty,
                Database = Text(bag, nameof(Index.Database)),
                Field = Text(bag, nameof(Index.Field)) ?? string.Empty,
                IndexType = Text(bag, nameof(Index.IndexType)) ?? string.Empty,
                MetricType = Text(bag, nameof(Index.MetricType)) ?? string.Empty,
                IndexedRows = LanguagePrimitives.ConvertTo<long>(bag.Properties[nameof(Index.IndexedRows)]?.Value),
                State = Text(bag, nameof(Index.State)) ?? string.Empty,
            },
            "Deserialized.Milvus.Collection" => new Collection
            {
                Name = Text(bag, nameof(Collection.Name)) ?? string.Empty,
                Database = Text(bag, nameof(Collection.Database)),
            },
            _ => item,
        };

    private static string? Text(PSObject bag, string property) => EntityReader.Unwrap(bag.Properties[property]?.Value) as string;
}
