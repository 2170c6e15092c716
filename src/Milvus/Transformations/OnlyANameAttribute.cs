using System.Management.Automation;
using Milvus.Names;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>
/// Refuses what cannot be the name of a collection, but was meant for the next parameter. PowerShell would take it as the name, and say
/// only that a parameter is missing or that an object cannot be bound.
/// </summary>
/// <param name="other">The kind of the other text: a path, a filter.</param>
/// <param name="parameter">The parameter for it.</param>
/// <param name="signs">The characters that show it. The name of a collection has letters, digits and underscores.</param>
internal sealed class OnlyANameAttribute(string other, string parameter, string signs) : ArgumentTransformationAttribute
{
    internal const string SignsOfPaths = "/\\.";
    internal const string SignsOfFilters = " <>=!\"'(";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Find(PlainObject.Of(inputData)) is { } text
            ? throw new ArgumentTransformationMetadataException(
                $"'{text}' is {other}, and the first argument without a name is the collection. Write the name of the parameter: "
                    + $"-{parameter} {QuotedText.Of(text)}.")
            : inputData;

    private string? Find(object? value) => value switch
    {
        string text => text.AsSpan().IndexOfAny(signs) >= 0 ? text : null,
        object?[] list => list.Select(item => Find(PlainObject.Of(item))).FirstOrDefault(text => text is not null),
        _ => null,
    };
}
