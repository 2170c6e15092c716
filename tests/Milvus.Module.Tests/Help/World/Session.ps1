# The session that the examples of the help assume. $args: address of the server, folder.
$ConfirmPreference = 'None'
$PSDefaultParameterValues = @{ '*-Milvus*:TimeoutSec' = 15 }
$null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
Disconnect-Milvus (Connect-Milvus -Path ./demo.db -Name file)
$null = Copy-MilvusDatabaseFile ./demo.db ./damaged.db
$lab = Connect-Milvus $args[0] -Token root:Milvus -Name lab
$live = Connect-Milvus -InMemory -Name new
$null = New-MilvusDatabase archive
foreach ($name in 'lab2', 'old', 'staging', 'production', 'main') { $null = Connect-Milvus $args[0] -Token root:Milvus -Name $name }

# Cmdlets of PowerShell that a hosted runspace does not have.
function global:Format-List { $input }
function global:Format-Table { $input }
function global:Select-Object { $input }
function global:Sort-Object { $input }
function global:Group-Object { $input }
function global:Measure-Object { $input }
function global:Get-ChildItem { $ExecutionContext.InvokeProvider.ChildItem.Get("$args", $false) }
function global:Get-Date { [datetime]::UtcNow }
function global:Get-Content { 'the quick brown fox', 'machine learning' }
function global:Import-Csv { [pscustomobject]@{ id = 5; vector = '[1, 2, 3]'; lemma = 'a'; gloss = 'b'; pos = 'c'; text = 'd' } }
function global:Read-Host { $word = [securestring]::new(); 'secret3'.ToCharArray() | ForEach-Object { $word.AppendChar($_) }; $word }
function global:Get-Credential { [pscredential]::new("$args", (Read-Host)) }

$vector = 0.1, 0.2, 0.3
$word = 'music'
$pin = Lock-MilvusSnapshot words monday
$tokenA = 'a'
$tokenB = 'b'
$clusters = @{ Id = 'b'; Uri = 'http://b:19530'; Channel = 'b-dml_0' }
$rows = 11..13 | ForEach-Object { @{ id = $_; vector = 1, 2, $_; lemma = "w$_"; gloss = 'g'; pos = 'noun'; text = 't'; title = 't'; price = $_; tags = , 'new' } }
$embedder = New-MilvusEmbedder -Model length -ScriptBlock { param([string[]] $Text) foreach ($one in $Text) { , [float[]] ($one.Length, 1, 2) } }
$function = New-MilvusFunction embed TextEmbedding -InputField gloss -OutputField vector -Parameter @{ provider = 'openai' }
$fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField tenant VarChar -MaxLength 20), (New-MilvusField body VarChar -MaxLength 100 -EnableAnalyzer),
    (New-MilvusField words SparseFloatVector), (New-MilvusField vector FloatVector -Dimension 3)
$schema = New-MilvusSchema -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField vector FloatVector -Dimension 3)
