using System.Management.Automation;
using Milvus.Access;
using Milvus.Client.Access;
using Milvus.Completion;
using Milvus.Names;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Requirements;
using Milvus.Values;

namespace Milvus;

/// <summary>Lists who may do what, or the privileges that cmdlets require.</summary>
/// <remarks>
/// Each line is a privilege of a user, with the role and the privilege group through which it was granted. The role public belongs to
/// every user, and the role admin, which root has, may do everything (*). Roles without users have an empty user. The lines can be piped to
/// Revoke-MilvusPrivilege and Grant-MilvusPrivilege. With -ForCommand, the output can be granted: these privileges, and no others, suffice
/// for the cmdlets. With -User or -Role, each line says whether the user or the role has the privilege (Granted), and through which roles.
/// about_Milvus_Privileges has the whole table.
/// </remarks>
/// <example><code>Get-MilvusAccess</code>Lists the privileges of all users and roles in all databases.</example>
/// <example>
/// <code>Get-MilvusAccess -Privilege Insert, Delete -Collection docs</code>
/// Lists who may change the rows of a collection.
/// </example>
/// <example>
/// <code>Get-MilvusAccess | Group-Object User, Role</code>
/// Counts the privileges of each user by role.
/// </example>
/// <example>
/// <code>Get-MilvusAccess -ForCommand Search-MilvusEntity, Add-MilvusEntity -Collection docs | Grant-MilvusPrivilege -Role writer</code>
/// Gives a role exactly the privileges to search a collection and to add rows.
/// </example>
/// <example>
/// <code>Get-MilvusAccess alice -ForCommand Search-MilvusEntity -Collection docs | Where-Object Granted -EQ $false</code>
/// Lists the privileges that a user lacks to search a collection; nothing if she may do it.
/// </example>
/// <example>
/// <code>Get-MilvusAccess -Role reader | Revoke-MilvusPrivilege -WhatIf</code>
/// Shows which grants of a role would be revoked.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusAccess", DefaultParameterSetName = Review, HelpUri = CmdletPages.Folder + "Get-MilvusAccess.md")]
[OutputType(typeof(AccessEntry))]
[OutputType("Milvus.RequiredPrivilege")]
[OutputType("Milvus.CheckedPrivilege")]
public sealed class GetMilvusAccessCommand : ConnectedCommand
{
    private const string Review = "Review";
    private const string ByCommand = "ByCommand";
    private const string Any = "*";

    /// <summary>
    /// Users, with wildcards; all, and roles without users, when left out. With -ForCommand, the users whose privileges are compared.
    /// </summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UserNameCompleter))]
    public string[]? User { get; set; }

    /// <summary>
    /// Roles, with wildcards; all when left out. With -ForCommand and without -User, the roles whose privileges are compared, together
    /// with those of the role public, which every user has.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleNameCompleter))]
    public string[]? Role { get; set; }

    /// <summary>Privileges, with wildcards; all when left out. A grant of all privileges has each of them.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PrivilegeNameCompleter))]
    public string[]? Privilege { get; set; }

    /// <summary>
    /// The collection: only what applies to it, or to everything; with -ForCommand, the collection of the privileges, or all collections
    /// when left out.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string? Collection { get; set; }

    /// <summary>The cmdlets whose privileges are listed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCommand)]
    [ArgumentCompleter(typeof(CommandNameCompleter))]
    public string[] ForCommand { get; set; } = [];

    /// <summary>
    /// Adds the privileges that the cmdlets require only with some parameters, and those with which they show more. A warning names those
    /// that are left out.
    /// </summary>
    [Parameter]
    [OnlyIn(ByCommand)]
    public SwitchParameter IncludeConditional { get; set; }

    private protected override object? Target => ParameterSetName == ByCommand ? ForCommand : User;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByCommand)
        {
            WriteRequired();
        }
        else
        {
            WriteReview();
        }
    }

    private AccessReview ReadReview()
    {
        var review = Await((call, token) => AccessReview.ReadAsync(Client, call, token));
        foreach (var name in FindLiteral(User))
        {
            UserReader.FindOnly(review.Users, name);
        }

        foreach (var name in FindLiteral(Role))
        {
            UserReader.FindOnly(review.Roles, name);
        }

        return review;
    }

    private void WriteReview()
    {
        foreach (var entry in ReadReview().List().Where(entry => Matches(User, entry.User) && Matches(Role, entry.Role)
                && (Matches(Privilege, entry.Privilege) || AccessCoverage.IsAll(entry)) && AppliesToCollection(entry)))
        {
            WriteObject(Mark(entry, database: entry.Database ?? Connected.Database));
        }
    }

    private void WriteRequired()
    {
        var rows = new List<RequiredPrivilege>();
        foreach (var command in ForCommand)
        {
            ForItem(command, () => rows.AddRange(FindRows(command)));
        }

        var required = rows
            .Where(row => row.Name.Length > 0 && Matches(Privilege, row.Name))
            .GroupBy(row => row.Name, StringComparer.Ordinal)
            .ToList();
        if (User is null && Role is null)
        {
            required.ForEach(privilege => WriteObject(ToRequired(privilege)));
        }
        else
        {
            WriteChecked(required);
        }
    }

    private void WriteChecked(List<IGrouping<string, RequiredPrivilege>> required)
    {
        var review = ReadReview();
        var subjects = User is null
            ? review.Roles.Where(role => Matches(Role, role.Name)).Select(role => (
                User: string.Empty, Role: role.Name, Entries: review.List(role)))
            : review.Users.Where(user => Matches(User, user.Name)).Select(user => (
                User: user.Name, Role: string.Empty, Entries: review.List(user).Where(entry => Matches(Role, entry.Role))));
        var coverage = new AccessCoverage(Collection ?? Any, Database ?? Connected.Database);
        foreach (var subject in subjects)
        {
            var entries = subject.Entries.ToList();
            foreach (var privilege in required)
            {
                var item = ToRequired(privilege);
                var own = (Privilege)item.BaseObject;
                own.Role = subject.Role;
                var roles = coverage.FindRoles(entries, own.Name, own.ObjectType);
                item.TypeNames.Insert(0, "Milvus.CheckedPrivilege");
                item.Properties.Add(new PSNoteProperty("User", subject.User));
                item.Properties.Add(new PSNoteProperty("Granted", roles.Length > 0));
                item.Properties.Add(new PSNoteProperty("Through", roles));
                WriteObject(item);
            }
        }
    }

    private PSObject ToRequired(IGrouping<string, RequiredPrivilege> privilege)
    {
        var type = GrantConversion.TypeOf(privilege.Key) ?? "Global";
        var item = PSObject.AsPSObject(new Privilege
        {
            Name = privilege.Key,
            ObjectType = type,
            ObjectName = type == "Collection" ? Collection ?? Any : Any,
            Database = Database,
        });
        item.TypeNames.Insert(0, "Milvus.RequiredPrivilege");
        item.Properties.Add(new PSNoteProperty("Command", privilege.Select(row => row.Command).Distinct().ToArray()));
        item.Properties.Add(new PSNoteProperty("When", string.Join("; ", privilege.Select(Describe).Distinct())));
        return item;
    }

    private List<RequiredPrivilege> FindRows(string command)
    {
        var rows = RequiredPrivileges.All.Where(row => row.Command.Equals(command, StringComparison.OrdinalIgnoreCase)).ToList();
        if (rows.Count == 0)
        {
            var near = NearName.Find(command, [.. RequiredPrivileges.Commands]);
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"{command} is not a cmdlet of this module that calls a server.")
            {
                RecommendedAction = near is null ? "Get-Command -Module Milvus lists the cmdlets." : $"Did you mean {near}?",
            };
        }

        var needed = rows.Where(row => row.When.Length == 0 && row.Shows.Length == 0).ToList();
        var conditional = rows.Where(row => row.When.Length > 0 && row.Shows.Length == 0).ToList();
        if (!IncludeConditional && conditional.Count > 0)
        {
            WriteWarning($"{rows[0].Command} requires more in some cases: "
                + $"{string.Join(", ", conditional.Select(row => $"{row.Name} ({row.When})"))}. -IncludeConditional adds them.");
        }

        return IncludeConditional ? rows : needed;
    }

    private static string Describe(RequiredPrivilege row) => (row.When, row.Shows) switch
    {
        ("", "") => string.Empty,
        (var when, "") => when,
        ("", var shows) => $"shows {shows}",
        var (when, shows) => $"{when}: shows {shows}",
    };

    private static IEnumerable<string> FindLiteral(string[]? names) =>
        (names ?? []).Where(name => !WildcardPattern.ContainsWildcardCharacters(name));

    private static bool Matches(string[]? patterns, string name) =>
        patterns is null || patterns.Any(pattern => NamePatterns.Match([name], pattern, same => same).Any());

    private bool AppliesToCollection(AccessEntry entry) => Collection is null
        || (entry.ObjectType != "User" && (entry.ObjectName == Any || entry.ObjectName == Collection));
}
