namespace Milvus.Module.Tests.Guards;

/// <summary>A method of the test projects.</summary>
/// <param name="File">Its file, below tests/.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsTest">Whether it is a test itself.</param>
/// <param name="Text">Its text from the attributes to the closing brace.</param>
internal sealed record TestMethod(string File, string Name, bool IsTest, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}: {Name}";
}
