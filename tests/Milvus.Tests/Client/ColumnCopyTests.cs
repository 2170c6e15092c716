using Milvus.Client.Values;
using Milvus.Protocol;

namespace Milvus.Tests.Client;

/// <summary>Columns of an answer that are passed on as columns of a request.</summary>
public sealed class ColumnCopyTests
{
    [Theory]
    [InlineData(DataType.Bool, nameof(ScalarField.BoolData))]
    [InlineData(DataType.Int8, nameof(ScalarField.IntData))]
    [InlineData(DataType.Int32, nameof(ScalarField.IntData))]
    [InlineData(DataType.Int64, nameof(ScalarField.LongData))]
    [InlineData(DataType.Float, nameof(ScalarField.FloatData))]
    [InlineData(DataType.Double, nameof(ScalarField.DoubleData))]
    [InlineData(DataType.VarChar, nameof(ScalarField.StringData))]
    public void ColumnCopy_empty_array_without_a_type_gets_that_of_its_field(DataType element, string kind)
    {
        // So Milvus 2.3.5 answers. A server of this version ends if it is sent such an array.
        var answer = new FieldData
        {
            FieldName = "a",
            Type = Protocol.DataType.Array,
            Scalars = new ScalarField { ArrayData = new ArrayArray { Data = { new ScalarField(), new ScalarField() } } },
        };
        var schema = new Collection { Name = "c", Field = [new Field { Name = "a", Type = DataType.Array, ElementType = element }] };

        var copied = ColumnCopy.Convert([answer], 2, schema, new HashSet<string>(), "Query")!;

        var arrays = copied[0].Scalars.ArrayData;
        Assert.Equal((Protocol.DataType)(int)element, arrays.ElementType);
        Assert.All(arrays.Data, array => Assert.Equal(kind, $"{array.DataCase}"));
    }
}
