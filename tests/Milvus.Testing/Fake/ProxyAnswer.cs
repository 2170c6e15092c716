namespace Milvus.Testing.Fake;

/// <summary>What a fake proxy does with a request.</summary>
public enum ProxyAnswer
{
    /// <summary>It connects.</summary>
    Tunnel,

    /// <summary>It answers 407.</summary>
    RequirePassword,

    /// <summary>It answers 403.</summary>
    Refuse,

    /// <summary>It answers with the greeting of another protocol.</summary>
    Garbage,

    /// <summary>It closes the connection.</summary>
    Close,
}
