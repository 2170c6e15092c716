using System.Collections;
using System.Globalization;

namespace Milvus.Formats.Writing;

/// <summary>The numbers of vectors and arrays as arrays of one type.</summary>
internal static class FieldNumbers
{
    /// <summary>The components of a vector as 32-bit floats.</summary>
    internal static float[] ToFloats(object value) =>
        value as float[] ?? Convert(value, item => System.Convert.ToSingle(item, CultureInfo.InvariantCulture));

    /// <summary>The elements of an array, converted one by one.</summary>
    internal static T[] Convert<T>(object value, Func<object, T> convert) =>
        value is T[] typed ? typed : [.. ((IEnumerable)value).Cast<object>().Select(convert)];
}
