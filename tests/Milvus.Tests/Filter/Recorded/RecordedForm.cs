namespace Milvus.Tests.Filter.Recorded;

/// <summary>
/// A line of forms.tsv: a filter that a real server refuses or reads otherwise, the same condition in a form that it has, and its answer to
/// that form.
/// </summary>
internal sealed record RecordedForm(string Table, string Filter, string Form, string Answer)
{
    /// <summary>Every line of the file.</summary>
    public static IReadOnlyList<RecordedForm> All { get; } =
    [
        .. RecordedFile.Lines("forms.tsv").Select(cells => new RecordedForm(cells[0], cells[1], cells[2], cells[3])),
    ];
}
