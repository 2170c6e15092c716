namespace Milvus.Embedded.Filter.Plan;

/// <summary>How many of the elements of an array of structs have to match.</summary>
internal enum MatchMode
{
    All,
    Any,
    Least,
    Most,
    Exact,
}
