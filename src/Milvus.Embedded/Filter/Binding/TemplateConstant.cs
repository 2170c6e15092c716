using System.Text.Json;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Binding;

/// <summary>Converts the values of template variables to constants.</summary>
internal static class TemplateConstant
{
    public static Constant Get(
        FilterText source, TemplateSyntax template, IReadOnlyDictionary<string, TemplateValue> values)
    {
        if (!values.TryGetValue(template.Name, out var value))
        {
            throw source.CreateError(
                $"the value of expression template variable name {{{template.Name}}} is not found", template.Start);
        }

        return value.ValCase switch
        {
            TemplateValue.ValOneofCase.BoolVal => Constant.Of(value.BoolVal),
            TemplateValue.ValOneofCase.Int64Val => Constant.Of(value.Int64Val),
            TemplateValue.ValOneofCase.FloatVal => Constant.Of(value.FloatVal),
            TemplateValue.ValOneofCase.StringVal => Constant.Of(value.StringVal),
            TemplateValue.ValOneofCase.ArrayVal => Constant.Of(Items(source, template, value.ArrayVal)),
            _ => throw source.CreateError(
                $"the value of expression template variable {{{template.Name}}} is not a value or an array", template.Start),
        };
    }

    private static Constant[] Items(FilterText source, TemplateSyntax template, TemplateArrayValue array) => array.DataCase switch
    {
        TemplateArrayValue.DataOneofCase.BoolData => [.. array.BoolData.Data.Select(Constant.Of)],
        TemplateArrayValue.DataOneofCase.LongData => [.. array.LongData.Data.Select(Constant.Of)],
        TemplateArrayValue.DataOneofCase.DoubleData => [.. array.DoubleData.Data.Select(Constant.Of)],
        TemplateArrayValue.DataOneofCase.StringData => [.. array.StringData.Data.Select(Constant.Of)],
        TemplateArrayValue.DataOneofCase.ArrayData =>
            [.. array.ArrayData.Data.Select(inner => Constant.Of(Items(source, template, inner)))],
        TemplateArrayValue.DataOneofCase.JsonData =>
            [.. array.JsonData.Data.Select(json => Parse(source, template, json.Memory))],
        TemplateArrayValue.DataOneofCase.None => [],
        _ => throw source.CreateError($"unknown template variable value type: {array.DataCase}", template.Start),
    };

    private static Constant Parse(FilterText source, TemplateSyntax template, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return FromJson(source, template, document.RootElement);
        }
        catch (JsonException e)
        {
            throw source.CreateError(
                $"the value of expression template variable {{{template.Name}}} holds invalid JSON: {e.Message}",
                template.Start);
        }
    }

    private static Constant FromJson(FilterText source, TemplateSyntax template, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => Constant.Of(element.GetBoolean()),
        JsonValueKind.Number => element.TryGetInt64(out var value)
            ? Constant.Of(value)
            : Constant.Of(element.GetDouble()),
        JsonValueKind.String => Constant.Of(element.GetString()!),
        JsonValueKind.Array =>
            Constant.Of([.. element.EnumerateArray().Select(item => FromJson(source, template, item))]),
        _ => throw source.CreateError(
            $"the value of expression template variable {{{template.Name}}} holds a JSON {element.ValueKind}",
            template.Start),
    };
}
