using System.Globalization;
using Google.Protobuf;
using Milvus.Protocol;

namespace Milvus.Embedded.Contract;

/// <summary>The lists of a message that scalars travel in, by their wire case.</summary>
internal static class ScalarLists
{
    /// <summary>Makes the list, without values.</summary>
    public static void Open(this ScalarField to, WireCase wire)
    {
        switch (wire)
        {
            case WireCase.Bool: to.BoolData ??= new BoolArray(); break;
            case WireCase.Int: to.IntData ??= new IntArray(); break;
            case WireCase.Long: to.LongData ??= new LongArray(); break;
            case WireCase.Float: to.FloatData ??= new FloatArray(); break;
            case WireCase.Double: to.DoubleData ??= new DoubleArray(); break;
            case WireCase.String: to.StringData ??= new StringArray(); break;
            case WireCase.Json: to.JsonData ??= new JSONArray(); break;
            case WireCase.Geometry: to.GeometryWktData ??= new GeometryWktArray(); break;
            case WireCase.Array: to.ArrayData ??= new ArrayArray(); break;
            default: throw new ArgumentOutOfRangeException(nameof(wire), wire, "these are not scalars");
        }
    }

    /// <summary>Adds a whole number to its list, which is open.</summary>
    public static void Add(this ScalarField to, WireCase wire, long value)
    {
        if (wire == WireCase.Int)
        {
            to.IntData.Data.Add((int)value);
        }
        else
        {
            to.LongData.Data.Add(value);
        }
    }

    /// <summary>Adds a number to its list, which is open.</summary>
    public static void Add(this ScalarField to, WireCase wire, double value)
    {
        if (wire == WireCase.Float)
        {
            to.FloatData.Data.Add((float)value);
        }
        else
        {
            to.DoubleData.Data.Add(value);
        }
    }

    /// <summary>Adds a text to its list, which is open.</summary>
    public static void Add(this ScalarField to, WireCase wire, string value)
    {
        switch (wire)
        {
            case WireCase.Json: to.JsonData.Data.Add(ByteString.CopyFromUtf8(value)); break;
            case WireCase.Geometry: to.GeometryWktData.Data.Add(value); break;
            default: to.StringData.Data.Add(value); break;
        }
    }

    /// <summary>Adds a value of any .NET type that has it to its list, which is open.</summary>
    public static void AddValue(this ScalarField to, WireCase wire, object value)
    {
        switch (wire)
        {
            case WireCase.Bool: to.BoolData.Data.Add((bool)value); break;
            case WireCase.Int or WireCase.Long: to.Add(wire, Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case WireCase.Float or WireCase.Double: to.Add(wire, Convert.ToDouble(value, CultureInfo.InvariantCulture)); break;
            default: to.Add(wire, (string)value); break;
        }
    }
}
