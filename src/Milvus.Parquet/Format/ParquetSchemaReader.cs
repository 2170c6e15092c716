namespace Milvus.Parquet.Format;

/// <summary>
/// Builds the tree of columns from the list of elements in the footer, by the compatibility rules for lists and maps (LogicalTypes.md of
/// parquet-format).
/// </summary>
internal sealed class ParquetSchemaReader(IReadOnlyList<ThriftStruct> elements)
{
    private const int MaxDepth = 64;
    private const int Repeated = 2;

    private int _next;
    private int _leaves;

    /// <summary>The columns.</summary>
    internal IReadOnlyList<ParquetNode> Read()
    {
        if (elements.Count == 0)
        {
            throw ParquetException.CreateDamaged("it has no schema");
        }

        var root = Take();
        var columns = Enumerable.Range(0, ChildCount(root)).Select(_ => Field(0, 0, string.Empty, 0)).ToList();
        return _next == elements.Count ? columns : throw ParquetException.CreateDamaged("its schema has elements outside of the tree");
    }

    private ThriftStruct Take() =>
        _next < elements.Count ? elements[_next++] : throw ParquetException.CreateDamaged("its schema ends too early");

    private int ChildCount(ThriftStruct element) =>
        element.GetNumber(5) is { } count
            ? count >= 0 && count <= elements.Count - _next
                ? (int)count
                : throw ParquetException.CreateDamaged("its schema has an invalid number of columns")
            : 0;

    private ParquetNode Field(int definition, int repetition, string path, int depth)
    {
        if (depth > MaxDepth)
        {
            throw ParquetException.CreateDamaged("its schema is nested too deeply");
        }

        var element = elements[Math.Min(_next, elements.Count - 1)];
        // A repeated field outside of a list is a list whose elements are never null.
        return element.GetNumber(3) == Repeated
            ? List(
                Name(element),
                nullable: false,
                definition,
                repetition,
                Node(definition + 1, repetition + 1, path, depth, nullable: false))
            : Node(definition + (element.GetNumber(3) == 1 ? 1 : 0), repetition, path, depth, element.GetNumber(3) == 1);
    }

    private static string Name(ThriftStruct element) => element.GetText(4) ?? string.Empty;

    private static ParquetNode List(string name, bool nullable, int defined, int repetition, ParquetNode item, bool map = false) => new()
    {
        Name = name,
        Kind = map ? NodeKind.Map : NodeKind.List,
        IsNullable = nullable,
        Defined = defined,
        HasElements = defined + 1,
        Repetition = repetition + 1,
        Children = map ? item.Children : [item],
    };

    private ParquetNode Node(int defined, int repetition, string path, int depth, bool nullable)
    {
        var element = Take();
        var name = Name(element);
        path = path.Length == 0 ? name : $"{path}.{name}";
        if (element.GetNumber(1) is not null && element.GetNumber(5) is null or 0)
        {
            return new ParquetNode
            {
                Name = name,
                Kind = NodeKind.Leaf,
                IsNullable = nullable,
                Defined = defined,
                Leaf = LeafTypes.CreateLeaf(element, _leaves++, path, defined, repetition),
            };
        }

        var count = ChildCount(element);
        var logical = element.GetStruct(10);
        var converted = element.GetNumber(6);
        var isMap = logical?.Has(2) == true || converted is 1 or 2;
        var isList = logical?.Has(3) == true || converted == 3;
        if ((isMap || isList) && count == 1 && _next < elements.Count && elements[_next].GetNumber(3) == Repeated)
        {
            var inner = elements[_next];
            var isElement = isList && IsElement(inner, name);
            var repeated = Node(defined + 1, repetition + 1, path, depth + 1, nullable: false);
            return isMap && repeated is { Kind: NodeKind.Struct, Children.Count: 2 }
                ? List(name, nullable, defined, repetition, repeated, map: true)
                : List(
                    name,
                    nullable,
                    defined,
                    repetition,
                    isElement || repeated.Kind != NodeKind.Struct ? repeated : FirstChild(repeated));
        }

        return new ParquetNode
        {
            Name = name,
            Kind = NodeKind.Struct,
            IsNullable = nullable,
            Defined = defined,
            Children = [.. Enumerable.Range(0, count).Select(_ => Field(defined, repetition, path, depth + 1))],
        };
    }

    private static ParquetNode FirstChild(ParquetNode node) => node.Children.Count > 0
        ? node.Children[0]
        : throw ParquetException.CreateDamaged($"the list '{node.Name}' has no elements in the schema");

    // Old writers omit the group between list and element. These are the compatibility rules of the format.
    private bool IsElement(ThriftStruct inner, string list)
    {
        var count = inner.GetNumber(5) ?? 0;
        return count != 1
            || Name(inner) == "array"
            || Name(inner) == list + "_tuple"
            || (_next + 1 < elements.Count && elements[_next + 1].GetNumber(3) == Repeated);
    }
}
