namespace Milvus.Types;

/// <summary>When a parameter of an index is given.</summary>
internal enum ParameterPhase
{
    /// <summary>When the index is created.</summary>
    Build,

    /// <summary>With each search.</summary>
    Search,
}
