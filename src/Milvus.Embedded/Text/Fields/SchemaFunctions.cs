using Milvus.Protocol;

namespace Milvus.Embedded.Text.Fields;

/// <summary>The functions of a validated schema.</summary>
internal static class SchemaFunctions
{
    /// <summary>The first id of a function, the same as that of a field.</summary>
    private const long FirstId = 100;

    /// <summary>Assigns ids to the functions and marks their output fields. The fields have ids already.</summary>
    public static void Number(CollectionSchema schema)
    {
        var byName = schema.Fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
        foreach (var field in schema.Fields)
        {
            field.IsFunctionOutput = false;
        }

        for (var i = 0; i < schema.Functions.Count; i++)
        {
            var function = schema.Functions[i];
            function.Id = FirstId + i;
            function.InputFieldIds.Clear();
            function.InputFieldIds.AddRange(function.InputFieldNames.Select(name => byName[name].FieldID));
            function.OutputFieldIds.Clear();
            function.OutputFieldIds.AddRange(function.OutputFieldNames.Select(name => byName[name].FieldID));
            foreach (var name in function.OutputFieldNames)
            {
                byName[name].IsFunctionOutput = true;
            }
        }
    }

    /// <summary>The function with the field as its output, or null.</summary>
    public static FunctionSchema? FindFunctionOf(this CollectionSchema schema, FieldSchema field) =>
        field.IsFunctionOutput ? schema.Functions.FirstOrDefault(function => function.OutputFieldNames.Contains(field.Name)) : null;

    /// <summary>The TextEmbedding function that computes the field, or null.</summary>
    public static FunctionSchema? FindEmbedding(this CollectionSchema schema, FieldSchema field) =>
        schema.FindFunctionOf(field) is { Type: FunctionType.TextEmbedding } function ? function : null;

    /// <summary>Whether a BM25 function computes the field. Its values are not returned. No other function has sparse vectors.</summary>
    public static bool IsBm25Output(this FieldSchema field) => field is { IsFunctionOutput: true, DataType: DataType.SparseFloatVector };

    /// <summary>The text field from which a BM25 function computes the field, or null.</summary>
    public static FieldSchema? FindBm25Input(this CollectionSchema schema, FieldSchema field) =>
        schema.FindFunctionOf(field) is { Type: FunctionType.Bm25 } function
            ? schema.Fields.First(candidate => candidate.Name == function.InputFieldNames[0])
            : null;
}
