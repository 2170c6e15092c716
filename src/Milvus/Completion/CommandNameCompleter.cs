using Milvus.Requirements;

namespace Milvus.Completion;

/// <summary>Completes the cmdlets that call a server.</summary>
public sealed class CommandNameCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values => RequiredPrivileges.Commands;
}
