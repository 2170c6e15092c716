using Milvus.Shell;

return ShellArguments.TryParse(args, out var arguments, out var complaint)
    ? new ShellProgram(arguments).Run()
    : ShellProgram.Refuse(complaint);
