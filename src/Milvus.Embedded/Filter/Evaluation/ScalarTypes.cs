namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>The types of scalars in JSON.</summary>
[Flags]
internal enum ScalarTypes
{
    None = 0,
    Number = 1,
    Text = 2,
    Boolean = 4,
    All = Number | Text | Boolean,
}
