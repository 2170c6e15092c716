namespace Milvus.Testing.Fake;

/// <summary>What a fake endpoint does instead of a right answer.</summary>
public enum EmbeddingFault
{
    /// <summary>A right answer.</summary>
    None,

    /// <summary>429 with the time to wait.</summary>
    Busy,

    /// <summary>429, and the time to wait is an hour.</summary>
    BusyForAnHour,

    /// <summary>500.</summary>
    Broken,

    /// <summary>400 with a reason that repeats the key.</summary>
    Refused,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>A vector less.</summary>
    Short,

    /// <summary>A vector more.</summary>
    Long,

    /// <summary>The index of a vector twice.</summary>
    DoubledIndex,

    /// <summary>The index of a vector as text.</summary>
    TextIndex,

    /// <summary>The numbers of a vector as base64.</summary>
    Base64,

    /// <summary>A component beyond the range of a float.</summary>
    Infinity,

    /// <summary>NaN as text.</summary>
    NaN,

    /// <summary>A component that is null.</summary>
    Null,

    /// <summary>A vector of zeros.</summary>
    Zero,

    /// <summary>A component too many in the last vector.</summary>
    WrongDimension,

    /// <summary>No answer.</summary>
    Silent,

    /// <summary>The connection breaks within the answer.</summary>
    Cut,

    /// <summary>A page instead of JSON.</summary>
    Page,

    /// <summary>A redirect to another port.</summary>
    RedirectElsewhere,

    /// <summary>A redirect to itself.</summary>
    RedirectHere,

    /// <summary>A redirect that asks for a GET.</summary>
    Moved,
}
