namespace Milvus.Client.Calls;

/// <summary>What may be sent again when nobody knows whether the server has carried it out.</summary>
internal enum RetryClass
{
    /// <summary>Changes nothing: sent again.</summary>
    Read,

    /// <summary>Ends in the same state however often it is carried out: sent again.</summary>
    IdempotentWrite,

    /// <summary>Carried out twice it does twice: sent again only when it surely was not carried out.</summary>
    UnsafeWrite,
}
