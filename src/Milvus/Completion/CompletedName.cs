namespace Milvus.Completion;

/// <summary>A name that completes an argument.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">What it is, shown while choosing; the name if nothing else is known.</param>
/// <param name="Rank">The place in the list: lower numbers come first, names of the same rank in alphabetical order.</param>
internal sealed record CompletedName(string Name, string Description, int Rank = 0)
{
    internal CompletedName(string name)
        : this(name, name)
    {
    }
}
