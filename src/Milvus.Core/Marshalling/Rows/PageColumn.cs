namespace Milvus.Core.Marshalling.Rows;

/// <summary>One column of an answer.</summary>
/// <param name="Name">The field.</param>
/// <param name="Read">The value of a row, in the type of <see cref="RowPage.GetRow"/>.</param>
internal sealed record PageColumn(string Name, Func<int, object?> Read);
