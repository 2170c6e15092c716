using Milvus.Server;

return await ServerProgram.RunAsync(args).ConfigureAwait(false);
