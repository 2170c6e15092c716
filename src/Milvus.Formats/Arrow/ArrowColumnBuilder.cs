using System.Globalization;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;
using Milvus.Formats.Columns;
using Milvus.Formats.Writing;
using ArrowField = Apache.Arrow.Field;

namespace Milvus.Formats.Arrow;

/// <summary>Collects the values of one column of a record batch.</summary>
internal sealed class ArrowColumnBuilder
{
    private readonly Field? _field;
    private readonly DataType _element;
    private readonly bool _isList;
    private readonly ArrowBuffer.BitmapBuilder _valid = new();
    private readonly List<int> _offsets = [0];
    private IPart _items;

    /// <summary>Collects the values of a field, or the dynamic keys as JSON.</summary>
    internal ArrowColumnBuilder(Field? field, string name)
    {
        _field = field;
        var isStruct = field is { StructField.Count: > 0 };
        var isVector = field is not null && FieldTypes.Of(field.Type) is { IsVector: true, Family: not FieldFamily.SparseVector };
        _isList = !isStruct && (isVector || field?.Type == DataType.Array);
        _element = isStruct || field is null ? DataType.Json : field.Type == DataType.Array ? field.ElementType : field.Type;
        _items = CreatePart();
        var item = new ArrowField(ColumnNodes.Element, _items.Type, nullable: false);
        Type = isVector ? new FixedSizeListType(item, Width(field!)) : _isList ? new ListType(item) : _items.Type;
        Column = new ArrowField(name, Type, nullable: true);
    }

    internal ArrowField Column { get; }

    private IArrowType Type { get; }

    internal void Append(object? value)
    {
        _valid.Append(value is not null);
        if (_isList)
        {
            AppendList(value);
        }
        else if (_element == DataType.Json && value is not null && _field?.Type != DataType.Json)
        {
            _items.Append(ToJson(value));
        }
        else
        {
            _items.Append(value is null || _field?.Type != DataType.Json ? value : JsonValues.ToText(value));
        }
    }

    /// <summary>Takes the column, and begins the next.</summary>
    internal IArrowArray Build()
    {
        var (rows, nulls) = (_valid.Length, _valid.UnsetBitCount);
        var valid = nulls == 0 ? ArrowBuffer.Empty : _valid.Build();
        var array = Type switch
        {
            FixedSizeListType list => new FixedSizeListArray(list, rows, _items.Build(ArrowBuffer.Empty, 0), valid, nulls),
            ListType list => new ListArray(
                list, rows, new ArrowBuffer.Builder<int>().AppendRange(_offsets).Build(), _items.Build(ArrowBuffer.Empty, 0), valid, nulls),
            _ => _items.Build(valid, nulls),
        };
        _valid.Clear();
        _offsets.RemoveRange(1, _offsets.Count - 1);
        _items = CreatePart();
        return array;
    }

    private void AppendList(object? value)
    {
        var before = _items.Count;
        if (value is not null)
        {
            _items.AppendAll(value);
        }

        // A vector that is null still has its place among the components.
        for (var missing = Type is FixedSizeListType list && value is null ? list.ListSize : 0; missing > 0; missing--)
        {
            _items.Append(null);
        }

        _offsets.Add(checked(_offsets[^1] + _items.Count - before));
    }

    private static int Width(Field field) => field.Type == DataType.BinaryVector ? field.Dimension!.Value / 8 : field.Dimension!.Value;

    private static string ToJson(object value) => Encoding.UTF8.GetString(JsonValues.ToUtf8(value, null));

    private IPart CreatePart()
    {
        var culture = CultureInfo.InvariantCulture;
        return _element switch
        {
            DataType.Bool => new Booleans(),
            DataType.Int8 or DataType.Int8Vector => new Numbers<sbyte>(Int8Type.Default, item => Convert.ToSByte(item, culture)),
            DataType.Int16 => new Numbers<short>(Int16Type.Default, item => Convert.ToInt16(item, culture)),
            DataType.Int32 => new Numbers<int>(Int32Type.Default, item => Convert.ToInt32(item, culture)),
            DataType.Int64 => new Numbers<long>(Int64Type.Default, item => Convert.ToInt64(item, culture)),
            DataType.Double => new Numbers<double>(DoubleType.Default, item => Convert.ToDouble(item, culture)),
            DataType.BinaryVector => new Numbers<byte>(UInt8Type.Default, item => Convert.ToByte(item, culture)),
            DataType.Float16Vector => new Numbers<Half>(HalfFloatType.Default, item => (Half)Convert.ToSingle(item, culture)),
            DataType.Float or DataType.FloatVector or DataType.BFloat16Vector =>
                new Numbers<float>(FloatType.Default, item => Convert.ToSingle(item, culture)),
            DataType.SparseFloatVector => new Texts(ToJson),
            _ => new Texts(item => Convert.ToString(item, culture)!),
        };
    }

    /// <summary>The values of a column, or the elements of its lists.</summary>
    private interface IPart
    {
        IArrowType Type { get; }

        int Count { get; }

        void Append(object? value);

        void AppendAll(object list);

        IArrowArray Build(ArrowBuffer valid, int nulls);
    }

    private sealed class Numbers<T>(IArrowType type, Func<object, T> convert) : IPart
        where T : struct
    {
        private readonly ArrowBuffer.Builder<T> _values = new();

        public IArrowType Type => type;

        public int Count => _values.Length;

        public void Append(object? value) => _values.Append(value is null ? default : convert(value));

        public void AppendAll(object list) => _values.Append(FieldNumbers.Convert(list, convert).AsSpan());

        public IArrowArray Build(ArrowBuffer valid, int nulls) =>
            ArrowArrayFactory.BuildArray(new ArrayData(type, _values.Length, nulls, 0, new[] { valid, _values.Build() }));
    }

    private sealed class Booleans : IPart
    {
        private readonly ArrowBuffer.BitmapBuilder _values = new();

        public IArrowType Type => BooleanType.Default;

        public int Count => _values.Length;

        public void Append(object? value) => _values.Append(value is not null && Convert.ToBoolean(value, CultureInfo.InvariantCulture));

        public void AppendAll(object list)
        {
            foreach (var item in (System.Collections.IEnumerable)list)
            {
                Append(item);
            }
        }

        public IArrowArray Build(ArrowBuffer valid, int nulls) => new BooleanArray(_values.Build(), valid, _values.Length, nulls, 0);
    }

    private sealed class Texts(Func<object, string> convert) : IPart
    {
        private readonly ArrowBuffer.Builder<int> _offsets = new ArrowBuffer.Builder<int>().Append(0);
        private readonly ArrowBuffer.Builder<byte> _bytes = new();

        public IArrowType Type => StringType.Default;

        public int Count => _offsets.Length - 1;

        public void Append(object? value)
        {
            _bytes.Append(value is null ? [] : Encoding.UTF8.GetBytes(convert(value)));
            _offsets.Append(_bytes.Length);
        }

        public void AppendAll(object list)
        {
            foreach (var item in (System.Collections.IEnumerable)list)
            {
                Append(item);
            }
        }

        public IArrowArray Build(ArrowBuffer valid, int nulls) =>
            new StringArray(Count, _offsets.Build(), _bytes.Build(), valid, nulls);
    }
}
