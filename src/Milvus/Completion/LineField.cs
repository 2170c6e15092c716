using System.Collections;
using Milvus.Core.Types;

namespace Milvus.Completion;

/// <summary>The field that the other arguments on the line specify.</summary>
internal static class LineField
{
    /// <summary>The field of -Collection and -Field on the line; null if one of them is missing or unknown to the server.</summary>
    internal static Field? Find(IDictionary bound)
    {
        if (NameCompleter.ToText(bound["Collection"]) is not { } collection || NameCompleter.ToText(bound["Field"]) is not { } name)
        {
            return null;
        }

        return BoundedAsking.Ask(
            bound,
            $"schema\n{collection}",
            (connection, call, token) => connection.Client.GetSchemaAsync(call, collection, token))?.Field
            .FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The type whose indexes a field can have: that of the vectors, for a list of vectors.</summary>
    internal static DataType TypeOf(Field field) => field.Type == DataType.ArrayOfVector ? field.ElementType : field.Type;

    /// <summary>Whether a metric compares the values of a field.</summary>
    internal static bool Fits(MetricType metric, Field field) => field.Type == DataType.ArrayOfVector
        ? metric.Elements.Contains(field.ElementType)
        : metric.Fields.Contains(field.Type);
}
