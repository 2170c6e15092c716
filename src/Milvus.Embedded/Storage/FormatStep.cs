namespace Milvus.Embedded.Storage;

/// <summary>A step from one format to the next.</summary>
/// <param name="From">The format before the step.</param>
/// <param name="To">The format after the step.</param>
/// <param name="What">What changes, in one sentence.</param>
/// <param name="Show">Makes the tables of the earlier format readable as those of the later one, without changing the file.</param>
/// <param name="Write">Changes the file. All steps run in one transaction.</param>
internal sealed record FormatStep(int From, int To, string What, Action<FormatView> Show, Action<Sql> Write);
