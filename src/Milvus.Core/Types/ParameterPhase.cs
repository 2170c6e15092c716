namespace Milvus.Core.Types;

/// <summary>The request that has a parameter of an index.</summary>
internal enum ParameterPhase
{
    /// <summary>The creation of the index.</summary>
    Build,

    /// <summary>Each search.</summary>
    Search,
}
