using System.Runtime.InteropServices;
using Grpc.Core;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Service;

/// <summary>The server: connection, version, health and clock.</summary>
internal sealed partial class EmbeddedService
{
    /// <summary>The version of the contract, with the suffix of the engine.</summary>
    public const string Version = "v2.6.0-embedded";

    /// <summary>
    /// The features of the engine that not every server has. A client receives them when it connects. The names are those of
    /// Milvus.Client/Reads/ServerFeature.
    /// </summary>
    private const string Features =
        "query_order,partial_upsert,search_by_keys,search_order,rankers,function_chains,hybrid_chains,highlighters,aggregations,"
        + "group_size,segment_states,compaction_list,filter_templates,reads_at_moments,full_pages,full_search_pages,current_reads,"
        + "largest_key,index_parameters,flush_database,imports_of_files,refresh_progress,described_aliases,move_collection,"
        + "range_search,partition_count,equal_keys,checked_names,engine_hashes,database_properties,resource_group_settings,"
        + "altered_schemas,altered_fields,added_fields,dropped_fields,stored_descriptions,schema_timestamps,complete_statistics,"
        + "nullable_fields,functions,clustering_keys,like_patterns,type_text,type_timestamptz,type_geometry,type_float16vector,"
        + "type_bfloat16vector,type_int8vector,type_sparsefloatvector,type_arrayofvector,type_arrayofstruct";

    public override Task<ConnectResponse> Connect(ConnectRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                // The database is resolved here, so that an unknown name fails when connecting and not at the first use.
                catalog.ResolveDatabase(call.ResolveDatabase(""));
                return new ConnectResponse
                {
                    Status = Statuses.Ok,
                    Identifier = clock.Next(),
                    ServerInfo = new ServerInfo
                    {
                        BuildTags = Version,
                        GoVersion = RuntimeInformation.FrameworkDescription,
                        DeployMode = "EMBEDDED",
                        Reserved = { ["features"] = Features },
                    },
                };
            },
            status => new ConnectResponse { Status = status });

    public override Task<GetVersionResponse> GetVersion(GetVersionRequest request, ServerCallContext context) =>
        Run(
            context,
            _ => new GetVersionResponse { Status = Statuses.Ok, Version = Version },
            status => new GetVersionResponse { Status = status });

    public override Task<CheckHealthResponse> CheckHealth(CheckHealthRequest request, ServerCallContext context) =>
        Run(
            context,
            _ =>
            {
                // Healthy means that the file can be read.
                store.Read(sql => sql.Number("SELECT count(*) FROM databases"));
                return new CheckHealthResponse { Status = Statuses.Ok, IsHealthy = true };
            },
            status => new CheckHealthResponse { Status = status });

    public override Task<AllocTimestampResponse> AllocTimestamp(AllocTimestampRequest request, ServerCallContext context) =>
        Run(
            context,
            _ => new AllocTimestampResponse { Status = Statuses.Ok, Timestamp = (ulong)clock.Next() },
            status => new AllocTimestampResponse { Status = status });

    public override Task<ComponentStates> GetComponentStates(GetComponentStatesRequest request, ServerCallContext context) =>
        Run(
            context,
            _ => new ComponentStates
            {
                Status = Statuses.Ok,
                State = new ComponentInfo
                {
                    NodeID = Node,
                    Role = "proxy",
                    StateCode = StateCode.Healthy,
                },
            },
            status => new ComponentStates { Status = status });
}
