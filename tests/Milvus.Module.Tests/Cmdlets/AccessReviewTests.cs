using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Who may do what, and roles that may do no more than some cmdlets require.</summary>
public sealed class AccessReviewTests : IDisposable
{
    private readonly ModuleShell _root = new();
    private readonly ModuleShell _user = new();
    private readonly TemporaryFolder _folder = new();

    public AccessReviewTests() => _root.Do(
        """
        $null = Connect-Milvus -Path $args[0]
        $null = New-MilvusCollection docs -Dimension 2
        $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs
        $null = New-MilvusRole reader, writer, unused
        'alice', 'bob' | ForEach-Object { $null = New-MilvusUser $_ -Password secret1 -WarningAction SilentlyContinue }
        Get-MilvusPrivilege public | Revoke-MilvusPrivilege
        """,
        _folder.File("access.db"));

    public void Dispose()
    {
        _user.Dispose();
        _root.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Get_MilvusAccess_grants_are_listed_with_their_way()
    {
        _root.Do(
            """
            $null = New-MilvusPrivilegeGroup team -Privilege Insert, Delete
            Grant-MilvusRole reader alice
            Grant-MilvusPrivilege reader Search docs
            Grant-MilvusPrivilege reader team docs
            Grant-MilvusPrivilege unused Query other
            Grant-MilvusPrivilege public DescribeCollection
            """);

        Assert.Equal(
            [
                "alice reader  Search Collection docs default",
                "alice reader team Delete Collection docs default",
                "alice reader team Insert Collection docs default",
                "alice public  DescribeCollection Global * default",
                "bob public  DescribeCollection Global * default",
                "root public  DescribeCollection Global * default",
                "root admin  * Global * *",
                " unused  Query Collection other default",
            ],
            List("Get-MilvusAccess"));
        Assert.Equal(
            ["alice reader team Insert Collection docs default", "root admin  * Global * *"],
            List("Get-MilvusAccess -Privilege Insert -Collection docs"));
        Assert.Equal(["bob public  DescribeCollection Global * default"], List("Get-MilvusAccess b*"));
        Assert.Equal([" unused  Query Collection other default"], List("Get-MilvusAccess -Role unused"));
        Assert.Empty(List("Get-MilvusAccess alice -Privilege Query"));
        Assert.Equal(["MilvusUserNotFound"], _root.Run("Get-MilvusAccess nobody").ErrorIds);
        Assert.Equal(["MilvusRoleNotFound"], _root.Run("Get-MilvusAccess -Role nothing").ErrorIds);
    }

    [Fact]
    public void Get_MilvusAccess_cmdlets_of_a_user_show_what_is_granted_and_what_is_missing()
    {
        _root.Do(
            """
            Grant-MilvusRole reader alice
            Grant-MilvusPrivilege reader Search docs
            Grant-MilvusPrivilege unused CollectionReadOnly docs
            Grant-MilvusPrivilege writer Load docs
            Grant-MilvusPrivilege writer Search docs -Database elsewhere
            """);
        const string Line = "-ForCommand Search-MilvusEntity -Collection docs";

        Assert.Equal(["alice  Search True reader", "alice  DescribeCollection False "], Check($"alice {Line}"));
        Assert.Equal(["alice  DescribeCollection False "], Check($"alice {Line} -Privilege Desc*"));
        Assert.Equal(["alice  Search False ", "alice  DescribeCollection False "], Check("alice -ForCommand Search-MilvusEntity"));
        Assert.Equal(["alice  Search False ", "alice  DescribeCollection False "], Check($"alice -Role w* {Line}"));
        Assert.Equal([" writer Search False ", " writer DescribeCollection False "], Check($"-Role writer {Line}"));
        Assert.Equal([" writer GetLoadState True writer"], Check("-Role writer -ForCommand Get-MilvusLoadState -Collection docs"));
        Assert.Equal([" unused Search True unused", " unused DescribeCollection True unused"], Check($"-Role unused {Line}"));
        Assert.Equal(["root  Search True admin", "root  DescribeCollection True admin"], Check($"root {Line}"));
        Assert.Equal(["MilvusUserNotFound"], _root.Run($"Get-MilvusAccess nobody {Line}").ErrorIds);

        _root.Do($"Get-MilvusAccess -Role reader {Line} | Where-Object Granted -EQ $false | Grant-MilvusPrivilege");
        Assert.Equal(["alice  Search True reader", "alice  DescribeCollection True reader"], Check($"alice {Line}"));
        Assert.Contains("yes", _root.Show($"Get-MilvusAccess alice {Line}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Revoke_MilvusPrivilege_lines_of_the_review_are_the_grants_behind_them()
    {
        _root.Do(
            """
            Grant-MilvusPrivilege reader Query docs
            Grant-MilvusPrivilege reader CollectionReadOnly docs
            'alice', 'bob' | ForEach-Object { Grant-MilvusRole reader $_ }
            Get-MilvusAccess -Role reader | Grant-MilvusPrivilege -Role unused
            """);
        Assert.Equal(["CollectionReadOnly docs", "Query docs"], Grants("unused"));

        var shown = _root.Do("Get-MilvusAccess -Role reader | Revoke-MilvusPrivilege -Verbose").Verbose;
        Assert.Equal(2, shown.Count(line => line.Contains("from role reader", StringComparison.Ordinal)));
        Assert.Empty(Grants("reader"));

        var refused = _root.Run("Get-MilvusAccess root | Where-Object Role -EQ admin | Revoke-MilvusPrivilege");
        Assert.Equal(["MilvusInvalidArgument"], refused.ErrorIds);
        Assert.Contains("Revoke-MilvusRole admin", refused.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Search-MilvusEntity", "Search-MilvusEntity docs 1, 2", "Search DescribeCollection")]
    [InlineData("Add-MilvusEntity", "@{ id = 2; vector = 1, 2 } | Add-MilvusEntity docs", "Insert DescribeCollection")]
    [InlineData("Measure-MilvusSearch", "Measure-MilvusSearch docs", "DescribeCollection IndexDetail Query Search")]
    public void Get_MilvusAccess_privileges_of_a_cmdlet_are_enough_and_none_is_too_many(string command, string line, string privileges)
    {
        _root.Do("$null = @{ id = 7; vector = 2, 1 } | Add-MilvusEntity docs; Grant-MilvusRole writer bob");
        _root.Do($"$required = Get-MilvusAccess -ForCommand {command} -Collection docs; $required | Grant-MilvusPrivilege -Role writer");
        Assert.Equal(privileges.Split(' '), _root.Do("$required").Values("Name"));

        Assert.Empty(Run(line).Errors);
        foreach (var privilege in privileges.Split(' '))
        {
            _root.Do("$required | Where-Object Name -eq $args[0] | Revoke-MilvusPrivilege -Role writer", privilege);
            Assert.Equal(["MilvusPermissionDenied"], Run(line).ErrorIds);
            _root.Do("$required | Grant-MilvusPrivilege -Role writer");
        }
    }

    [Fact]
    public void Get_MilvusAccess_several_cmdlets_share_privileges_and_conditions_are_warned_about()
    {
        var both = _root.Do("Get-MilvusAccess -ForCommand search-milvusentity, Add-MilvusEntity");
        Assert.Equal(["Search", "DescribeCollection", "Insert"], both.Values("Name"));
        Assert.Equal("Search-MilvusEntity Add-MilvusEntity", string.Join(' ', (string[])both.Values("Command")[1]!));
        Assert.Equal(["*", "*", "*"], both.Values("ObjectName"));
        Assert.Empty(both.Warnings);

        var some = _root.Do("Get-MilvusAccess -ForCommand Get-MilvusCollection");
        Assert.Equal(["DescribeCollection"], some.Values("Name"));
        Assert.Contains("ShowCollections (wildcards)", Assert.Single(some.Warnings), StringComparison.Ordinal);
        var all = _root.Do("Get-MilvusAccess -ForCommand Get-MilvusCollection -IncludeConditional");
        Assert.Equal(["DescribeCollection", "ShowCollections", "GetLoadState", "GetStatistics"], all.Values("Name"));
        Assert.Equal(["", "wildcards", "shows LoadState", "shows RowCount"], all.Values("When"));
        Assert.Empty(all.Warnings);

        Assert.Empty(_root.Do("Get-MilvusAccess -ForCommand Connect-Milvus").Output);
        var wrong = _root.Run("Get-MilvusAccess -ForCommand Serch-MilvusEntity, Add-MilvusEntity");
        Assert.Equal(["MilvusInvalidArgument"], wrong.ErrorIds);
        Assert.Contains("Search-MilvusEntity", wrong.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(2, wrong.Output.Count);
        Assert.Contains("Search-MilvusEntity", _root.Complete("Get-MilvusAccess -ForCommand Search-"));
    }

    // With a new connection, which has not read the schema before.
    private Ran Run(string line)
    {
        _user.Do(
            "$word = [securestring]::new(); 'secret1'.ToCharArray() | ForEach-Object { $word.AppendChar($_) }; "
            + "$null = Connect-Milvus -Path $args[0] -Credential ([pscredential]::new('bob', $word))",
            _folder.File("access.db"));
        return _user.Run(line);
    }

    private IEnumerable<string> Grants(string role) => _root.Do(
        "Get-MilvusPrivilege $args[0] | ForEach-Object { \"$($_.Name) $($_.ObjectName)\" }", role).Texts.Order(StringComparer.Ordinal);

    private IEnumerable<string> Check(string arguments) => _root.Do(
        $"Get-MilvusAccess {arguments} | ForEach-Object {{ \"$($_.User) $($_.Role) $($_.Name) $($_.Granted) $($_.Through)\" }}").Texts;

    private IEnumerable<string> List(string line) => _root.Do($"{line} | ForEach-Object {{ \"$($_.User) $($_.Role) $($_.PrivilegeGroup) "
        + "$($_.Privilege) $($_.ObjectType) $($_.ObjectName) $($_.Database)\" }").Texts;
}
