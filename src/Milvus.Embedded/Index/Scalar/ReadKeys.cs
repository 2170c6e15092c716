namespace Milvus.Embedded.Index.Scalar;

/// <summary>Values and the rows that have them, in the order of reading.</summary>
internal sealed class ReadKeys
{
    public List<long> Integers { get; } = [];

    public List<int> IntegerRows { get; } = [];

    public List<double> Numbers { get; } = [];

    public List<int> NumberRows { get; } = [];

    public List<string> Texts { get; } = [];

    public List<int> TextRows { get; } = [];

    public void Add(long value, int row)
    {
        Integers.Add(value);
        IntegerRows.Add(row);
    }

    public void Add(double value, int row)
    {
        Numbers.Add(value);
        NumberRows.Add(row);
    }

    public void Add(string value, int row)
    {
        Texts.Add(value);
        TextRows.Add(row);
    }
}
