using Milvus.Core.Types;

namespace Milvus.Completion;

/// <summary>Completes fields, those with vectors first.</summary>
public sealed class VectorFieldCompleter : FieldNameCompleter
{
    private protected override int RankOf(Field field, bool isIndexed) => FieldKinds.IsVector(field) ? 0 : 1;
}

/// <summary>Completes fields for a new index: vectors without an index first, then other fields without one.</summary>
public sealed class IndexableFieldCompleter : FieldNameCompleter
{
    private protected override int RankOf(Field field, bool isIndexed) =>
        (isIndexed ? 2 : 0) + (FieldKinds.IsVector(field) ? 0 : 1) + (field.PrimaryKey ? 4 : 0);
}

/// <summary>Completes fields, those with an index first.</summary>
public sealed class IndexedFieldCompleter : FieldNameCompleter
{
    private protected override int RankOf(Field field, bool isIndexed) => isIndexed ? 0 : 1;
}

/// <summary>Completes fields, those with texts first.</summary>
public sealed class TextFieldCompleter : FieldNameCompleter
{
    private protected override int RankOf(Field field, bool isIndexed) =>
        FieldTypes.Of(field.Type).Family != FieldFamily.Text ? 2 : field.PrimaryKey ? 1 : 0;
}

/// <summary>Completes fields, those with vectors last.</summary>
public sealed class ScalarFieldCompleter : FieldNameCompleter
{
    private protected override int RankOf(Field field, bool isIndexed) => FieldKinds.IsVector(field) ? 1 : 0;
}

/// <summary>The kinds of fields that parameters ask for.</summary>
internal static class FieldKinds
{
    internal static bool IsVector(Field field) => VectorTypes.All.Contains(LineField.TypeOf(field));
}
