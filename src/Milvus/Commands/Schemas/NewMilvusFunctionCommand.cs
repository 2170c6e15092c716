using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Settings;

namespace Milvus;

/// <summary>Defines a function of a collection: it computes fields from others. Nothing is sent.</summary>
/// <example>
/// <code>New-MilvusFunction bm25 BM25 body words</code>
/// Defines a sparse vector of the words of a text, for full-text search.
/// </example>
/// <example>
/// <code>New-MilvusFunction embed TextEmbedding -InputField body -OutputField vector -Parameter @{ provider = 'openai';
///     model_name = 'text-embedding-3-small' }</code>
/// Defines a vector that a model of the server computes.
/// </example>
/// <example>
/// <code>New-MilvusSchema -Field $fields -Function (New-MilvusFunction bm25 BM25 -InputField body -OutputField words)</code>
/// Creates a schema with a function.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusFunction", HelpUri = CmdletPages.Folder + "New-MilvusFunction.md")]
[OutputType(typeof(Function))]
public sealed class NewMilvusFunctionCommand : MilvusCommand
{
    /// <summary>The name, unique in the collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = string.Empty;

    /// <summary>BM25, TextEmbedding, Rerank, MinHash.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(FunctionTypeCompleter))]
    public string FunctionType { get; set; } = string.Empty;

    /// <summary>The fields it reads.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    public string[] InputField { get; set; } = [];

    /// <summary>The fields it computes.</summary>
    [Parameter(Position = 3)]
    [ValidateNotNullOrEmpty]
    public string[] OutputField { get; set; } = [];

    /// <summary>A description.</summary>
    [Parameter]
    public string Description { get; set; } = string.Empty;

    /// <summary>Its parameters. Booleans are sent as true and false, lists and tables as JSON.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Parameter { get; set; }

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        var function = new Function
        {
            Name = Name,
            Type = FunctionType,
            Description = Description,
            InputField = InputField,
            OutputField = OutputField,
        };
        foreach (var (key, value) in ReadTexts(nameof(Parameter)))
        {
            function.Parameter[key] = value;
        }

        WriteObject(function);
    }
}
