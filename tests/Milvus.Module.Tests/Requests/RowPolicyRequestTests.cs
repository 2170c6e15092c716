using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests of the cmdlets for row policies and tags, with each parameter once.</summary>
public sealed class RowPolicyRequestTests : RequestFixture
{
    private static readonly RowPolicy _own = new()
    {
        PolicyName = "own",
        Actions = { RowPolicyAction.Query, RowPolicyAction.Search },
        UsingExpr = "tenant == 'a'",
        Description = "mine",
        PolicyType = RowPolicyType.Permissive,
        CreatedAt = 1_700_000_000_000,
    };

    protected override void Prepare()
    {
        Log.Answer("CreateRowPolicy");
        Log.Answer("UpdateRowPolicy");
        Log.Answer("DropRowPolicy");
        Log.Answer("ListRowPolicies", new ListRowPoliciesResponse { Policies = { _own, new RowPolicy { PolicyName = "other" } } });
        Log.Answer("AddUserTags");
        Log.Answer("DeleteUserTags");
        Log.Answer("GetUserTags", new GetUserTagsResponse { Tags = { ["tenant"] = "acme", ["level"] = "3" } });
        Log.Answer("ListUsersWithTag", new ListUsersWithTagResponse { UserNames = { "bob", "alice" } });
        Log.Answer("SetRLSPrincipalTags");
        Log.Answer("DeleteRLSPrincipalTags");
        Log.Answer("GetRLSPrincipalTags", new GetRLSPrincipalTagsResponse { Tags = { ["tenant"] = "acme" } });
        Log.Answer("ListRLSPrincipals", new ListRLSPrincipalsResponse { PrincipalNames = { "p2", "p1" } });
    }

    [Fact]
    public void New_MilvusRowPolicy_policy_is_made_with_its_filters()
    {
        Sends<CreateRowPolicyRequest>(
            "$made = New-MilvusRowPolicy docs own -Action Query, search -UsingFilter 'a == 1' -CheckFilter 'b == 2' -PolicyType "
                + "restrictive -Description d -Database shop -Confirm:$false",
            """
            { "dbName": "shop", "collectionName": "docs", "policyName": "own", "actions": ["Query", "Search"], "usingExpr": "a == 1",
                "checkExpr": "b == 2",
              "description": "d", "policyType": "RowPolicyTypeRestrictive" }
            """);
        Assert.Equal(["own"], Do("$made").Values("Name"));
        Sends<CreateRowPolicyRequest>(
            "$null = New-MilvusRowPolicy docs own -Action Delete -UsingFilter 'a == 1' -Confirm:$false",
            """{ "collectionName": "docs", "policyName": "own", "actions": ["Delete"], "usingExpr": "a == 1" }""");
    }

    [Theory]
    [InlineData("New-MilvusRowPolicy docs own -Action Query -Confirm:$false")]
    [InlineData("New-MilvusRowPolicy docs own -Action Dance -UsingFilter 'a == 1' -Confirm:$false")]
    [InlineData("New-MilvusRowPolicy docs own -Action Query -UsingFilter 'a == 1' -PolicyType Odd -Confirm:$false")]
    [InlineData("Set-MilvusRowPolicy docs own -Confirm:$false")]
    [InlineData("Set-MilvusRowPolicy docs none -Description d -Confirm:$false")]
    [InlineData("Get-MilvusRowPolicy docs none")]
    [InlineData("Set-MilvusUserTag alice -Confirm:$false")]
    [InlineData("Set-MilvusPrincipalTag docs p* -Tag @{ a = 1 } -Confirm:$false")]
    public void RowPolicyRequest_what_cannot_be_is_refused_here(string line)
    {
        Assert.Equal(["MilvusInvalidArgument"], Run(line).ErrorIds);
        Assert.Empty(Log.Writes);
    }

    [Fact]
    public void RowPolicyRequest_policy_is_changed_as_a_whole()
    {
        Sends<UpdateRowPolicyRequest>(
            "Set-MilvusRowPolicy docs own -CheckFilter 'b == 2' -Confirm:$false",
            """
            { "collectionName": "docs", "policyName": "own", "actions": ["Query", "Search"], "usingExpr": "tenant == 'a'",
                "checkExpr": "b == 2",
              "description": "mine", "policyType": "RowPolicyTypePermissive" }
            """);
        Sends<UpdateRowPolicyRequest>(
            "$changed = Get-MilvusRowPolicy docs ow* | Set-MilvusRowPolicy -Action Insert -UsingFilter '' -PolicyType Restrictive "
                + "-Description new -PassThru -Confirm:$false",
            """
            { "dbName": "default", "collectionName": "docs", "policyName": "own", "actions": ["Insert"], "description": "new",
              "policyType": "RowPolicyTypeRestrictive" }
            """);
        Assert.Equal(["own"], Do("$changed").Values("Name"));
    }

    [Fact]
    public void RowPolicyRequest_policies_are_listed_and_dropped()
    {
        Sends<ListRowPoliciesRequest>("$all = Get-MilvusRowPolicy docs", """{ "collectionName": "docs" }""");
        var own = Do("$all").Output[0];
        Assert.Equal("Query Search", string.Join(' ', (IEnumerable<string>)own.Properties["Action"].Value));
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc), own.Properties["Created"].Value);
        Assert.Equal(["Permissive", ""], Do("$all").Values("PolicyType"));
        Sends<DropRowPolicyRequest>(
            "Remove-MilvusRowPolicy docs own -Confirm:$false",
            """{ "collectionName": "docs", "policyName": "own" }"""
        );
        Assert.Contains("own", Complete("Remove-MilvusRowPolicy docs o"));
    }

    [Fact]
    public void RowPolicyRequest_users_have_tags()
    {
        Sends<AddUserTagsRequest>(
            "Set-MilvusUserTag alice -Tag @{ tenant = 'acme'; level = 3 } -Confirm:$false",
            """{ "userName": "alice", "tags": { "tenant": "acme", "level": "3" } }"""
        );
        Sends<DeleteUserTagsRequest>(
            "$after = Set-MilvusUserTag alice -RemoveTag level, tenant -PassThru -Confirm:$false",
            """{ "userName": "alice", "tagKeys": ["level", "tenant"] }"""
        );
        Assert.Equal(["alice"], Do("$after").Values("User"));
        Sends<GetUserTagsRequest>("Get-MilvusUserTag alice", """{ "userName": "alice" }""");
        Sends<ListUsersWithTagRequest>(
            "$found = Get-MilvusUserTag -WithTag tenant -WithValue acme",
            """{ "tagKey": "tenant", "tagValue": "acme" }"""
        );
        Assert.Equal(["alice", "bob"], Do("$found").Values("User"));
        Assert.Equal("acme", Do("@($found)[0].Tag['tenant']").Output.Single().BaseObject);
    }

    [Fact]
    public void RowPolicyRequest_principals_have_tags()
    {
        Sends<SetRLSPrincipalTagsRequest>(
            "Set-MilvusPrincipalTag docs p1 -Tag @{ tenant = 'acme' } -Confirm:$false",
            """{ "collectionName": "docs", "principalName": "p1", "tags": { "tenant": "acme" } }"""
        );
        Sends<DeleteRLSPrincipalTagsRequest>(
            "$after = Set-MilvusPrincipalTag docs p1 -RemoveTag tenant -PassThru -Database shop -Confirm:$false",
            """{ "dbName": "shop", "collectionName": "docs", "principalName": "p1", "tagKeys": ["tenant"] }""");
        Assert.Equal(["p1"], Do("$after").Values("Principal"));
        Sends<GetRLSPrincipalTagsRequest>("Get-MilvusPrincipalTag docs p1", """{ "collectionName": "docs", "principalName": "p1" }""");
        Sends<ListRLSPrincipalsRequest>("$all = Get-MilvusPrincipalTag docs", """{ "collectionName": "docs" }""");
        Assert.Equal(["p1", "p2"], Do("$all").Values("Principal"));
    }

    [Theory]
    [InlineData("Get-MilvusRowPolicy docs")]
    [InlineData("Get-MilvusUserTag alice")]
    [InlineData("Get-MilvusPrincipalTag docs")]
    [InlineData("Remove-MilvusRowPolicy docs own -Confirm:$false")]
    public void RowPolicyRequest_server_without_them_says_so(string line)
    {
        Log.Answers.Clear();

        Assert.Equal(["MilvusNotSupportedByServerVersion"], Run(line).ErrorIds);
        Assert.Equal(["MilvusNotSupportedByEmbedded"], Run($"$null = Connect-Milvus -InMemory; {line}").ErrorIds);
    }
}
