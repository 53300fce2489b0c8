using System.Collections.Immutable;
using Weir.Connectors;
using Weir.Planner.Catalog;

namespace Weir.Runtime.Tests.Jobs;

/// <summary>Option values that come from the environment.</summary>
public sealed class EnvironmentReferencesTests : IDisposable
{
    private const string Name = "WEIR_TEST_REFERENCE";

    public void Dispose() => Environment.SetEnvironmentVariable(Name, null);

    [Theory]
    [InlineData(Planner.Catalog.OptionKind.Size, "128MiB", "134217728")]
    [InlineData(Planner.Catalog.OptionKind.Size, "1000", "1000")]
    [InlineData(Planner.Catalog.OptionKind.Duration, "200 ms", "200ms")]
    [InlineData(Planner.Catalog.OptionKind.Duration, "1 minute", "60s")]
    [InlineData(Planner.Catalog.OptionKind.Bool, "yes", "true")]
    [InlineData(Planner.Catalog.OptionKind.Bool, "false", "false")]
    [InlineData(Planner.Catalog.OptionKind.Integer, "007", "7")]
    [InlineData(Planner.Catalog.OptionKind.Number, "1.50", "1.5")]
    [InlineData(Planner.Catalog.OptionKind.String, "as {{ it }} is", "as {{ it }} is")]
    [InlineData(Planner.Catalog.OptionKind.String, "", "")]
    public void A_value_may_be_written_as_in_a_script(Planner.Catalog.OptionKind kind, string value, string canonical)
    {
        Environment.SetEnvironmentVariable(Name, value);

        // An empty value is a value; the runtime keeps it apart from none.
        if (Environment.GetEnvironmentVariable(Name) is not null)
        {
            Assert.Equal(canonical, Resolve(new Planner.Catalog.OptionDescription("o", kind), "{{ " + Name + " }}"));
            Assert.Equal(canonical, Resolve(new Planner.Catalog.OptionDescription("o", kind), "${" + Name + "}"));
        }
    }

    [Fact]
    public void A_reference_may_stand_inside_a_text()
    {
        Environment.SetEnvironmentVariable(Name, "in");

        Assert.Equal("data/in/x", Resolve(new Planner.Catalog.OptionDescription("o", Planner.Catalog.OptionKind.String), "data/{{" + Name + "}}/x"));
    }

    [Theory]
    [InlineData(Planner.Catalog.OptionKind.Size)]
    [InlineData(Planner.Catalog.OptionKind.Duration)]
    [InlineData(Planner.Catalog.OptionKind.Bool)]
    [InlineData(Planner.Catalog.OptionKind.Integer)]
    [InlineData(Planner.Catalog.OptionKind.Number)]
    [InlineData(Planner.Catalog.OptionKind.String)]
    public void A_wrong_value_is_named_by_its_option_and_never_shown(Planner.Catalog.OptionKind kind)
    {
        Environment.SetEnvironmentVariable(Name, "hunter2");
        var description = new Planner.Catalog.OptionDescription("o", kind) { AllowedValues = kind == Planner.Catalog.OptionKind.String ? ["a", "b"] : [] };
        var exception = Assert.Throws<ConnectorException>(() => Resolve(description, "{{ " + Name + " }}"));

        Assert.Contains("option \"o\"", exception.Message, StringComparison.Ordinal);
        Assert.Contains(Name, exception.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message + exception.Hint, StringComparison.Ordinal);
        Assert.Equal(Fault.User, exception.Fault);
    }

    [Fact]
    public void Readers_of_connectors_never_show_a_value()
    {
        var options = new OptionReader("t", new Dictionary<string, string> { ["o"] = "hunter2" });
        foreach (var read in (Action[])[() => options.Boolean("o", false), () => options.Integer("o", 1), () => options.Number("o"), () => options.DurationNanos("o")])
        {
            var exception = Assert.Throws<ConnectorException>(read);
            Assert.Contains("option \"o\"", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", exception.Message + exception.Hint, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_required_option_is_not_empty()
    {
        var options = new OptionReader("t", new Dictionary<string, string> { ["path"] = "" });

        Assert.Equal("table \"t\": option \"path\" is empty", Assert.Throws<ConnectorException>(() => options.Required("path")).Message);
        Assert.Contains("\"topic\" is missing", Assert.Throws<ConnectorException>(() => options.Required("topic")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_not_set_is_an_error()
    {
        var exception = Assert.Throws<ConnectorException>(() => Resolve(new Planner.Catalog.OptionDescription("o", Planner.Catalog.OptionKind.String), "{{ " + Name + " }}"));

        Assert.Contains($"the environment variable \"{Name}\", which is not set", exception.Message, StringComparison.Ordinal);
    }

    private static string Resolve(Planner.Catalog.OptionDescription description, string text)
    {
        var table = new ConnectorTable("t")
        {
            Connector = new ConnectorDescription { Name = "c", Uses = ConnectorUse.Both, Options = [description] },
            Columns = [],
            Options = ImmutableSortedDictionary<string, OptionValue>.Empty,
        };
        var options = ImmutableSortedDictionary<string, OptionValue>.Empty.Add("o", new OptionValue(text, false));
        return EnvironmentReferences.Resolve(table, options)["o"];
    }
}
