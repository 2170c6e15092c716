using System.Globalization;

namespace Milvus.Formats;

/// <summary>A file of rows cannot be read. The cmdlets and the engine turn it into errors of their own.</summary>
/// <param name="fault">What is wrong.</param>
/// <param name="reason">The same in words, without a full stop.</param>
/// <param name="line">The line, from 1; null where only the caller knows it.</param>
/// <param name="cause">The error of the parser.</param>
internal sealed class RowFileException(RowFileFault fault, string reason, long? line = null, Exception? cause = null)
    : Exception(line is null ? $"{reason}." : string.Create(CultureInfo.InvariantCulture, $"line {line}: {reason}."), cause)
{
    internal RowFileFault Fault => fault;

    internal string Reason => reason;

    internal long? Line => line;
}
