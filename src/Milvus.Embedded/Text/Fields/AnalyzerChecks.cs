using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Fields;

/// <summary>Validates the analyzers of a new field, with the rules of Milvus.</summary>
internal static class AnalyzerChecks
{
    public static void Check(CollectionSchema schema, FieldSchema field)
    {
        if (field.DataType is not (DataType.VarChar or DataType.Text))
        {
            return;
        }

        var isInput = schema.Functions.Any(function => function.Type == FunctionType.Bm25 && function.InputFieldNames.Contains(field.Name));
        if (!field.HasAnalyzer())
        {
            if (field.HasMatch() || isInput)
            {
                throw MilvusError.Parameter(
                    $"field {field.Name} which has enable_match or is input of BM25 function must also enable_analyzer");
            }

            return;
        }

        if (field.TypeParams.Find(TextParameters.MultiAnalyzerParams) is not null)
        {
            CheckSeveral(field);
        }

        if (FieldAnalyzers.Of(field).ByField is { } name)
        {
            CheckByField(schema, name);
        }
    }

    private static void CheckSeveral(FieldSchema field)
    {
        if (field.HasMatch())
        {
            throw MilvusError.Parameter($"multi analyzer now only support for bm25, but now field {field.Name} enable match");
        }

        if (field.TypeParams.Find(TextParameters.AnalyzerParams) is not null)
        {
            throw MilvusError.Parameter($"field {field.Name} analyzer params should be none if has multi analyzer params");
        }
    }

    private static void CheckByField(CollectionSchema schema, string name)
    {
        var field = schema.Fields.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw MilvusError.Parameter($"multi analyzer dependent field {name} not exist in collection {schema.Name}");
        if (field.DataType != DataType.VarChar)
        {
            throw MilvusError.Parameter($"multi analyzer params now only support by string field, but field {name} is not string");
        }
    }
}
