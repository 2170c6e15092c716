namespace Milvus.Requirements;

/// <summary>A privilege that a cmdlet requires.</summary>
/// <param name="Command">The cmdlet.</param>
/// <param name="Name">The privilege; empty for a cmdlet that requires none.</param>
/// <param name="When">The condition under which it is required; empty for always.</param>
/// <param name="Shows">The additional output of an optional privilege; empty for one without which the cmdlet fails.</param>
internal sealed record RequiredPrivilege(string Command, string Name, string When, string Shows);
