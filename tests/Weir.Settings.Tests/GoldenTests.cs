using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;

namespace Weir.Settings.Tests;

/// <summary>What is made of each connector's records: <c>Golden/NAME.json</c> and <c>Golden/NAME.md</c>. WEIR_UPDATE_GOLDEN=1 writes them anew.</summary>
public class GoldenTests
{
    public static TheoryData<string> Connectors => [.. Given.Shapes.Keys.Select(name => name[..name.IndexOf('/')]).Distinct()];

    [Theory]
    [MemberData(nameof(Connectors))]
    public void Schemas_and_options_are_as_written(string connector)
    {
        var profile = Given.Shapes.GetValueOrDefault($"{connector}/profile");
        var table = Given.Shapes[$"{connector}/table"];
        var options = new FlatNamespace(profile, table).Options;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (profile is not null)
            {
                json.WritePropertyName("profile");
                profile.WriteJsonSchema(json);
            }

            json.WritePropertyName("table");
            table.WriteJsonSchema(json);
            json.WritePropertyName("options");
            OptionListing.WriteJson(json, options);
            json.WriteEndObject();
        }

        Check($"{connector}.json", System.Text.Encoding.UTF8.GetString(bytes.ToArray()) + "\n");
        using var text = new StringWriter { NewLine = "\n" };
        OptionListing.WriteMarkdown(text, options);
        text.WriteLine();
        text.WriteLine("```");
        OptionListing.WriteText(text, options);
        text.WriteLine("```");
        Check($"{connector}.md", text.ToString());
    }

    private static void Check(string file, string actual, [CallerFilePath] string source = "")
    {
        if (Environment.GetEnvironmentVariable("WEIR_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(source)!, "Golden", file), actual);
        }
        else
        {
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file)), actual);
        }
    }
}
