namespace Milvus;

/// <summary>The form of rows in the output.</summary>
public enum RowForm
{
    /// <summary>Objects with a property for each field. PowerShell ignores the case of their names.</summary>
    Object,

    /// <summary>Hashtables, whose keys can differ only in case.</summary>
    Hashtable,
}
