using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;
using OpType = Milvus.Protocol.FieldPartialUpdateOp.Types.OpType;

namespace Milvus.Embedded.Rows;

/// <summary>Appends elements to a stored array, or removes elements from it.</summary>
internal static class ArrayOperations
{
    /// <summary>Appends to <paramref name="result"/> the stored array with the operation applied. A null array counts as empty.</summary>
    public static void Apply(
        FieldSchema field,
        OpType operation,
        ArrayColumn result,
        ArrayColumn? stored,
        int place,
        ArrayColumn given,
        int row)
    {
        var values = given[row];
        if (stored is null || stored.IsNull(place))
        {
            if (operation == OpType.ArrayRemove && stored is not null)
            {
                result.AppendNull();
                return;
            }

            result.Append(operation == OpType.ArrayRemove ? Of(values, []) : values);
            return;
        }

        var old = stored[place].Cast<object>();
        var listed = values.Cast<object>().ToList();
        var gone = listed.ToHashSet();
        var changed =
            operation == OpType.ArrayAppend ? old.Concat(listed).ToList() : old.Where(element => !gone.Contains(element)).ToList();
        var capacity = field.TypeParams.Find("max_capacity");
        if (long.TryParse(capacity, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && changed.Count > most)
        {
            throw MilvusError.Parameter($"array length {changed.Count} exceeds max_capacity {most}");
        }

        result.Append(Of(values, changed));
    }

    private static Array Of(Array kind, List<object> values)
    {
        var array = Array.CreateInstance(kind.GetType().GetElementType()!, values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            array.SetValue(values[i], i);
        }

        return array;
    }
}
