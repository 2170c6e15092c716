namespace Milvus.Embedded.Filter.Plan;

/// <summary>The number of elements of an array of structs that must match.</summary>
internal enum MatchMode
{
    All,
    Any,
    Least,
    Most,
    Exact,
}
