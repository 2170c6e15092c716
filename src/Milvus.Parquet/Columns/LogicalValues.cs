using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Milvus.Parquet.Format;

namespace Milvus.Parquet.Columns;

/// <summary>Converts physical values to logical ones. A value that no .NET type represents exactly becomes text.</summary>
internal static class LogicalValues
{
    private const long JulianEpoch = 2_440_588;
    private const long NanosPerDay = 86_400_000_000_000;
    private const long NanosPerSecond = 1_000_000_000;
    private static readonly BigInteger _largestDecimal = new(decimal.MaxValue);

    /// <exception cref="ParquetException">A value is invalid, for example a date outside of the calendar.</exception>
    internal static Array Of(Leaf leaf, Array values) =>
        (leaf.Type, values) switch
        {
            (LeafType.Int8, int[] numbers) => Array.ConvertAll(numbers, number => CheckRange<sbyte>(leaf, number)),
            (LeafType.Int16, int[] numbers) => Array.ConvertAll(numbers, number => CheckRange<short>(leaf, number)),
            (LeafType.UInt8, int[] numbers) => Array.ConvertAll(numbers, number => CheckRange<byte>(leaf, number)),
            (LeafType.UInt16, int[] numbers) => Array.ConvertAll(numbers, number => CheckRange<ushort>(leaf, number)),
            (LeafType.UInt32, int[] numbers) => Array.ConvertAll(numbers, number => unchecked((uint)number)),
            (LeafType.UInt64, long[] numbers) => Array.ConvertAll(numbers, number => unchecked((ulong)number)),
            (LeafType.Date, int[] days) => Array.ConvertAll(days, Date),
            (LeafType.Time, int[] times) => Array.ConvertAll(times, time => Time(time, leaf.UnitTicks)),
            (LeafType.Time, long[] times) => Array.ConvertAll(times, time => Time(time, leaf.UnitTicks)),
            (LeafType.Timestamp, long[] times) => Array.ConvertAll(times, time => Timestamp(time, leaf)),
            (LeafType.Timestamp, ReadOnlyMemory<byte>[] times) => Array.ConvertAll(times, time => Int96(time.Span, leaf)),
            (LeafType.Decimal, int[] numbers) => Array.ConvertAll(numbers, number => Decimal(number, leaf.Scale)),
            (LeafType.Decimal, long[] numbers) => Array.ConvertAll(numbers, number => Decimal(number, leaf.Scale)),
            (LeafType.Decimal, ReadOnlyMemory<byte>[] numbers) => Array.ConvertAll(
                numbers,
                number => Decimal(new BigInteger(number.Span, isBigEndian: true), leaf.Scale)),
            (LeafType.Float16, ReadOnlyMemory<byte>[] halves) => Array.ConvertAll(
                halves,
                half => BinaryPrimitives.ReadHalfLittleEndian(half.Span)),
            (LeafType.Uuid, ReadOnlyMemory<byte>[] ids) => Array.ConvertAll(ids, id => new Guid(id.Span, bigEndian: true).ToString("D")),
            _ => values,
        };

    private static T CheckRange<T>(Leaf leaf, int number)
        where T : INumber<T>
    {
        try
        {
            return T.CreateChecked(number);
        }
        catch (OverflowException failure)
        {
            throw new ParquetException($"the number {number} does not fit its own type, {leaf.TypeName}", failure);
        }
    }

    private static DateOnly Date(int days)
    {
        var number = days + (long)new DateOnly(1970, 1, 1).DayNumber;
        return number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : throw new ParquetException($"the date {days} days from 1970 is outside of the years 1 to 9999");
    }

    private static object Time(long time, long unit)
    {
        var nanos = new BigInteger(time) * (NanosPerSecond / unit);
        if (nanos < 0 || nanos >= NanosPerDay)
        {
            throw new ParquetException($"the time of day {time} is not within a day");
        }

        var (ticks, rest) = Math.DivRem((long)nanos, 100);
        var whole = new TimeOnly(ticks);
        return rest == 0
            ? whole
            : whole.ToString("HH':'mm':'ss'.'fffffff", CultureInfo.InvariantCulture) + rest.ToString("00", CultureInfo.InvariantCulture);
    }

    private static object Timestamp(long time, Leaf leaf) => Moment(new BigInteger(time) * (NanosPerSecond / leaf.UnitTicks), leaf.IsUtc);

    private static object Int96(ReadOnlySpan<byte> bytes, Leaf leaf)
    {
        var nanos = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var day = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        return Moment(((day - JulianEpoch) * (BigInteger)NanosPerDay) + nanos, leaf.IsUtc);
    }

    private static object Moment(BigInteger nanos, bool utc)
    {
        var ticks = BigInteger.DivRem(nanos, 100, out var rest);
        if (rest < 0)
        {
            (ticks, rest) = (ticks - 1, rest + 100);
        }

        ticks += DateTime.UnixEpoch.Ticks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            throw new ParquetException("a timestamp is outside of the years 1 to 9999");
        }

        var moment = new DateTime((long)ticks, utc ? DateTimeKind.Utc : DateTimeKind.Unspecified);
        return rest.IsZero
            ? moment
            : moment.ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffff", CultureInfo.InvariantCulture)
                + ((int)rest).ToString("00", CultureInfo.InvariantCulture)
                + (utc ? "Z" : string.Empty);
    }

    private static object Decimal(BigInteger unscaled, int scale)
    {
        var size = BigInteger.Abs(unscaled);
        if (scale <= 28 && size <= _largestDecimal)
        {
            var bits = decimal.GetBits((decimal)size);
            return new decimal(bits[0], bits[1], bits[2], unscaled.Sign < 0, (byte)scale);
        }

        var digits = size.ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return $"{(unscaled.Sign < 0 ? "-" : string.Empty)}{digits[..^scale]}{(scale > 0 ? "." : string.Empty)}{digits[^scale..]}";
    }
}
