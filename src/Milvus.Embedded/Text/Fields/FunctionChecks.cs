using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Fields;

/// <summary>Validates the functions of a schema, with the order and the error texts of Milvus.</summary>
internal static class FunctionChecks
{
    public static void Check(CollectionSchema schema)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var outputs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var function in schema.Functions)
        {
            CheckNames(function);
            CheckParameters(schema, function);
            if (!names.Add(function.Name))
            {
                throw MilvusError.Parameter($"duplicate function name: {function.Name}");
            }

            CheckInput(function, [.. function.InputFieldNames.Select(name => Find(schema, "input", name))]);
            foreach (var name in function.OutputFieldNames)
            {
                CheckOutput(function, Find(schema, "output", name));
                if (!outputs.Add(name))
                {
                    throw MilvusError.Parameter($"duplicate function output field: function {function.Name}, field {name}");
                }
            }
        }
    }

    private static void CheckNames(FunctionSchema function)
    {
        if (function.Name.Length == 0)
        {
            throw MilvusError.Parameter("function name cannot be empty");
        }

        CheckList(function, "input", function.InputFieldNames);
        CheckList(function, "output", function.OutputFieldNames);
        if (function.InputFieldNames.FirstOrDefault(function.OutputFieldNames.Contains) is { } both)
        {
            throw MilvusError.Parameter(
                $"a single field cannot be both input and output in the same function, function: {function.Name}, field: {both}");
        }

    }

    private static void CheckParameters(CollectionSchema schema, FunctionSchema function)
    {
        switch (function.Type)
        {
            case FunctionType.Bm25:
                if (function.Params.Count != 0)
                {
                    throw MilvusError.Parameter("BM25 function accepts no params");
                }

                break;
            case FunctionType.TextEmbedding:
                EmbeddingParameters.Check(schema, function);
                break;
            default:
                throw MilvusError.Parameter(function.Type == FunctionType.Unknown
                    ? "check function params with unknown function type"
                    : $"function {function.Name} has type {function.Type}, which this engine does not have");
        }
    }

    private static void CheckList(FunctionSchema function, string side, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0)
        {
            throw MilvusError.Parameter($"function {side} field names cannot be empty, function: {function.Name}");
        }

        if (names.Contains(""))
        {
            throw MilvusError.Parameter($"function {side} field name cannot be empty string, function: {function.Name}");
        }

        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw MilvusError.Parameter($"each function {side} field should be used exactly once in the same function, function: "
                + $"{function.Name}, {side} field: {twice.Key}");
        }
    }

    private static FieldSchema Find(CollectionSchema schema, string side, string name) =>
        schema.Fields.FirstOrDefault(field => field.Name == name)
        ?? throw MilvusError.Parameter($"function {side} field not found: {name}");

    private static void CheckInput(FunctionSchema function, FieldSchema[] fields)
    {
        if (function.Type == FunctionType.TextEmbedding)
        {
            CheckEmbeddingInput(function, fields);
            return;
        }

        if (fields.Length != 1 || fields[0].DataType is not (DataType.VarChar or DataType.Text))
        {
            throw MilvusError.Parameter(
                $"BM25 function input field must be a VARCHAR/TEXT field, got {fields.Length} field with type {fields[0].DataType.Text()}");
        }

        if (!fields[0].HasAnalyzer())
        {
            throw MilvusError.Parameter("BM25 function input field must set enable_analyzer to true");
        }

        if (function.OutputFieldNames.Count != 1)
        {
            throw MilvusError.Parameter($"BM25 function only need 1 output field, but got {function.OutputFieldNames.Count}");
        }
    }

    private static void CheckEmbeddingInput(FunctionSchema function, FieldSchema[] fields)
    {
        if (fields.Length != 1 || fields[0].DataType is not (DataType.VarChar or DataType.Text))
        {
            throw MilvusError.Parameter(
                $"TextEmbedding function input field must be a VARCHAR/TEXT field, got {fields.Length} field with type "
                    + fields[0].DataType.Text());
        }

        if (fields[0].Nullable)
        {
            throw MilvusError.Parameter(
                $"TextEmbedding function input field cannot be nullable: function {function.Name}, field {fields[0].Name}");
        }

        if (function.OutputFieldNames.Count != 1)
        {
            throw MilvusError.Parameter($"TextEmbedding function only need 1 output field, but got {function.OutputFieldNames.Count}");
        }
    }

    private static void CheckOutput(FunctionSchema function, FieldSchema field)
    {
        if (field.IsPrimaryKey)
        {
            throw MilvusError.Parameter($"function output field cannot be primary key: function {function.Name}, field {field.Name}");
        }

        if (field.IsPartitionKey || field.IsClusteringKey)
        {
            throw MilvusError.Parameter(
                $"function output field cannot be partition key or clustering key: function {function.Name}, field {field.Name}");
        }

        if (field.Nullable)
        {
            throw MilvusError.Parameter($"function output field cannot be nullable: function {function.Name}, field {field.Name}");
        }

        if (function.Type == FunctionType.TextEmbedding)
        {
            if (field.DataType is not (DataType.FloatVector or DataType.Int8Vector))
            {
                throw MilvusError.Parameter(
                    $"TextEmbedding function output field must be a FloatVector or Int8Vector field, but got {field.DataType.Text()}");
            }
        }
        else if (field.DataType != DataType.SparseFloatVector)
        {
            throw MilvusError.Parameter($"BM25 function output field must be a SparseFloatVector field, but got {field.DataType.Text()}");
        }
    }
}
