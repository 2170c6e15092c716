namespace Milvus.DesiredState;

/// <summary>The kind of the value of a key in a file of the desired state.</summary>
internal enum StateValue
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number that is not negative.</summary>
    Number,

    /// <summary>A text, a number or a boolean.</summary>
    Literal,

    /// <summary>A word of a list.</summary>
    Choice,

    /// <summary>A data type of fields.</summary>
    DataType,

    /// <summary>A list of names.</summary>
    Names,

    /// <summary>A table of names and values, which are sent as texts.</summary>
    Table,

    /// <summary>A list of objects.</summary>
    Items,
}
