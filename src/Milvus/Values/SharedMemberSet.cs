using System.Management.Automation;

namespace Milvus.Values;

/// <summary>
/// A set of members that many objects have in common. PowerShell copies a set for each object that gets it, which takes longer than the
/// rest of a hit.
/// </summary>
internal sealed class SharedMemberSet(string name, IEnumerable<PSMemberInfo> members) : PSMemberSet(name, members)
{
    /// <summary>Returns the set itself: nobody changes it.</summary>
    public override PSMemberInfo Copy() => this;
}
