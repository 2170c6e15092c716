using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>No view passes on a character that a terminal executes, or that hides or reorders text.</summary>
public sealed class TerminalGuardTests : IDisposable
{
    private const string Hostile = "a\u001b[31mb\u0007c\rd\u202Ee\u2028f\u009bg\u2066h\u0000i\u200Fj\uD800k";
    private const string Forbidden = "\u001b\u0007\u202E\u2028\u009b\u2066\u0000\u200F\uD800";
    private const int MaxDepth = 3;

    private readonly ModuleShell _shell = new();

    public static TheoryData<string> ViewFiles =>
    [
        .. Directory
            .GetFiles(Path.Combine(Repository.Root, "src", "Milvus", "Views"), "*.Format.ps1xml")
            .Select(file => Path.GetFileName(file)),
    ];

    public void Dispose() => _shell.Dispose();

    [Theory]
    [Failure("S10")]
    [MemberData(nameof(ViewFiles))]
    public void TerminalGuard_characters_of_every_text_of_a_view_are_shown_as_signs(string file)
    {
        var unsafeTexts = new List<string>();
        foreach (var view in XDocument.Load(Path.Combine(Repository.Root, "src", "Milvus", "Views", file)).Descendants("View"))
        {
            foreach (var name in view.Element("ViewSelectedBy")!.Elements("TypeName").Select(type => type.Value))
            {
                var type = FindType(name);
                unsafeTexts.AddRange(view.Descendants("PropertyName")
                    .Select(property => property.Value)
                    .Where(property => type is null || MayBeText(type.GetProperty(property)!.PropertyType))
                    .Select(property => $"{name}: {property} without [Milvus.Display]"));
                var item = type is null ? CreateRow() : Create(type, 0);
                unsafeTexts.AddRange(view.Descendants("ScriptBlock")
                    .Select(block => block.Value)
                    .Where(block => !IsSafe(Run(block, item)))
                    .Select(block => $"{name}: {block}"));
            }
        }

        Assert.Empty(unsafeTexts);
    }

    [Fact]
    [Failure("S10")]
    public void TerminalGuard_characters_of_messages_are_shown_as_signs()
    {
        var ran = _shell.Run("Get-MilvusCollection x -Connection $args[0]; Import-MilvusEntity x $args[0]", Hostile);

        Assert.NotEmpty(ran.Errors);
        Assert.All(ran.Errors, error => Assert.DoesNotContain(error.Exception.Message, letter => Forbidden.Contains(letter)));
    }

    private string Run(string block, object? item) =>
        string.Join("; ", _shell.Do($"$args[0] | ForEach-Object {{ {block} }}", item).Texts);

    private static bool IsSafe(string text) => !text.Any(letter => letter == '\r' || Forbidden.Contains(letter));

    private static bool MayBeText(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return !(bare.IsPrimitive || bare.IsEnum || bare == typeof(DateTime) || bare == typeof(TimeSpan) || bare == typeof(long[]));
    }

    // A row has no type of its own.
    private static Type? FindType(string name) => AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => assembly.GetName().Name is "Milvus" or "Milvus.Core")
        .Select(assembly => assembly.GetType(name))
        .FirstOrDefault(type => type is not null);

    private static PSObject CreateRow()
    {
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty(Hostile, Hostile));
        return row;
    }

    private static object? Create(Type type, int depth)
    {
        if (type == typeof(string) || type == typeof(object))
        {
            return Hostile;
        }

        if (Nullable.GetUnderlyingType(type) is { } known)
        {
            return Create(known, depth);
        }

        if (type.IsPrimitive || type.IsEnum || type == typeof(DateTime) || type == typeof(TimeSpan))
        {
            return type.IsEnum ? Enum.GetValues(type).GetValue(0) : Activator.CreateInstance(type);
        }

        if (type.IsArray)
        {
            return CreateArray(type.GetElementType()!, depth);
        }

        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type))
        {
            var arguments = type.GetGenericArguments();
            return arguments.Length == 1 ? CreateArray(arguments[0], depth)
                : CreateDictionary(arguments, depth) is var pairs && type.IsInstanceOfType(pairs) ? pairs
                : null;
        }

        return depth < MaxDepth && type is { IsAbstract: false, Namespace: "Milvus" } ? Fill(type, depth) : null;
    }

    private static Array CreateArray(Type element, int depth)
    {
        var array = Array.CreateInstance(element, 1);
        array.SetValue(Create(element, depth + 1), 0);
        return array;
    }

    private static IDictionary CreateDictionary(Type[] arguments, int depth)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
        if (Create(arguments[1], depth + 1) is { } value)
        {
            dictionary.Add(Create(arguments[0], depth + 1)!, value);
        }

        return dictionary;
    }

    private static object Fill(Type type, int depth)
    {
        var item = RuntimeHelpers.GetUninitializedObject(type);
        for (var part = type; part is not null && part.Namespace == "Milvus"; part = part.BaseType)
        {
            const BindingFlags OwnFields =
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (var field in part.GetFields(OwnFields))
            {
                if (Create(field.FieldType, depth + 1) is { } value)
                {
                    field.SetValue(item, value);
                }
            }
        }

        return item;
    }
}
