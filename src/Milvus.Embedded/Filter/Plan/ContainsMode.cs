namespace Milvus.Embedded.Filter.Plan;

internal enum ContainsMode
{
    Contains,
    ContainsAll,
    ContainsAny,
}
