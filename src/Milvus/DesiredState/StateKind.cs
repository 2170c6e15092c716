using Milvus.Names;

namespace Milvus.DesiredState;

/// <summary>A kind of objects in a file of the desired state, with its keys.</summary>
/// <param name="Name">The name in plans, for example PrivilegeGroup.</param>
/// <param name="Noun">The name in messages, for example privilege group.</param>
/// <param name="Keys">The keys, in the order in which files have them.</param>
internal sealed record StateKind(string Name, string Noun, IReadOnlyList<StateKey> Keys)
{
    /// <summary>The key that names the lists for which an object is complete.</summary>
    internal const string Complete = "complete";

    /// <summary>The key with the name of an object.</summary>
    internal const string NameKey = "name";

    /// <summary>The key of a name, in any case; null if there is none.</summary>
    internal StateKey? Find(string name) =>
        Keys.FirstOrDefault(key => key.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>How an unknown key is refused.</summary>
    internal string Refuse(string name)
    {
        var known = Keys.Select(key => key.Name).ToList();
        var near = NearName.Find(name, known) is { } word ? $" Did you mean {word}?" : string.Empty;
        return $"'{name}' is not a key of a {Noun}.{near} The keys are {string.Join(", ", known)}.";
    }
}
