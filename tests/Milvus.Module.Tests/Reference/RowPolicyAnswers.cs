using Milvus.Protocol;

namespace Milvus.Module.Tests.Reference;

/// <summary>Answers about namespaces, row policies and tags.</summary>
internal static class RowPolicyAnswers
{
    internal static void Give(CallLog log)
    {
        foreach (
            var change in new[]
            {
                "CreateRowPolicy",
                "UpdateRowPolicy",
                "DropRowPolicy",
                "AddUserTags",
                "DeleteUserTags",
                "SetRLSPrincipalTags",
                "DeleteRLSPrincipalTags",
            })
        {
            log.Answer(change);
        }

        string[] policies = ["own_tenant", "own_writes", "no_drafts", "own"];
        var acme = new NamespaceInfo { NamespaceName = "acme", State = "ready" };
        log.Answer(
            "ListRowPolicies",
            new ListRowPoliciesResponse
            {
                Policies = { policies.Select(name => new RowPolicy { PolicyName = name, Actions = { RowPolicyAction.Query } }) },
            });
        log.Answer("GetUserTags", new GetUserTagsResponse { Tags = { ["tenant"] = "acme" } });
        log.Answer("ListUsersWithTag", new ListUsersWithTagResponse { UserNames = { "alice" } });
        log.Answer("GetRLSPrincipalTags", new GetRLSPrincipalTagsResponse { Tags = { ["tenant"] = "acme" } });
        log.Answer("ListRLSPrincipals", new ListRLSPrincipalsResponse { PrincipalNames = { "alice" } });
        log.Answer("CreateNamespace", new CreateNamespaceResponse { Namespace = acme });
        log.Answer("DescribeNamespace", new DescribeNamespaceResponse { Namespace = acme });
        log.Answer("ListNamespaces", new ListNamespacesResponse { Namespaces = { acme } });
        log.Answer("HasNamespace", new HasNamespaceResponse { Value = true });
        log.Answer("GetNamespaceStats", new GetNamespaceStatsResponse { Stats = new NamespaceStats { ApproxEntityCount = 5 } });
        log.Answer("DropNamespace", new DropNamespaceResponse());
    }
}
