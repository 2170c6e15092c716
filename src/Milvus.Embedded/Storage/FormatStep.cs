namespace Milvus.Embedded.Storage;

/// <summary>A step from one format to the next.</summary>
/// <param name="From">The format of the file before.</param>
/// <param name="To">The format of the file afterwards.</param>
/// <param name="What">What changes, in a sentence.</param>
/// <param name="Show">Shows the tables of the earlier format as those of the later one, without a change to the file.</param>
/// <param name="Write">Changes the file. It is a part of one transaction with all other steps.</param>
internal sealed record FormatStep(int From, int To, string What, Action<FormatView> Show, Action<Sql> Write);
