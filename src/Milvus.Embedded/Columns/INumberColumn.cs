namespace Milvus.Embedded.Columns;

/// <summary>A column of numbers, for code that reads or writes them one by one and does not care how wide they are.</summary>
internal interface INumberColumn
{
    /// <summary>Whether the numbers are whole.</summary>
    bool IsInteger { get; }

    /// <summary>The number of a row; without its fraction, if it has one.</summary>
    long ReadInteger(int row);

    /// <summary>The number of a row.</summary>
    double ReadNumber(int row);

    /// <summary>Compares the numbers of two rows.</summary>
    int CompareRows(int left, int right);

    /// <summary>Appends a whole number; only the bits that the column has are kept.</summary>
    void AppendInteger(long value);

    /// <summary>Appends a number.</summary>
    void AppendNumber(double value);
}
