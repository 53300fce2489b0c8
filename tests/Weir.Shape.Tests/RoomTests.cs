namespace Weir.Shape.Tests;

public class RoomTests
{
    [Fact]
    public void Every_reference_is_in_the_table_of_rooms()
    {
        var rooms = Repository.Projects.Values.Where(project => project.IsRoom).ToList();

        Assert.Contains(rooms, room => room.Name == "Weir.Cli");
        Assert.Empty(rooms.SelectMany(room => RoomTable.Violations(room.Name, room.IsConnector, room.References)));
    }

    [Fact]
    public void What_a_room_reaches_through_others_is_allowed_to_it_too()
    {
        var rooms = Repository.Projects.Values.Where(project => project.IsRoom);

        Assert.Empty(rooms.SelectMany(room => RoomTable.Violations(room.Name, room.IsConnector, Reached(room))));
    }

    [Fact]
    public void Of_the_product_only_the_command_and_the_server_know_connectors()
    {
        var knowing = Repository.Projects.Values
            .Where(project => project.IsRoom && project.References.Any(reference => Repository.Projects[reference].IsConnector))
            .Select(project => project.Name);

        Assert.Contains("Weir.Cli", knowing);
        Assert.Empty(knowing.Except(RoomTable.KnowConnectors));
    }

    [Fact]
    public void The_product_references_no_test_and_no_benchmark() =>
        Assert.Empty(Repository.Projects.Values.Where(project => project.IsRoom)
            .SelectMany(project => project.References.Where(reference => !Repository.Projects[reference].IsRoom)));

    [Theory]
    [InlineData("Weir.Planner", "Weir.Runtime")]
    [InlineData("Weir.Checkpoints", "Weir.Columnar")]
    [InlineData("Weir.Settings", "Weir.Columnar")]
    [InlineData("Weir.Catalog", "Weir.Connectors")]
    [InlineData("Weir.Runtime", "Weir.Connectors.Builtin")]
    [InlineData("Weir.Connectors.Kafka", "Weir.Runtime")]
    [InlineData("Weir.Connectors.Kafka", "Weir.Connectors.Builtin")]
    [InlineData("Weir.Helpers", "Weir.Columnar")]
    public void An_arrow_that_is_not_in_the_table_is_found(string room, string reference) =>
        Assert.Single(RoomTable.Violations(room, room.StartsWith("Weir.Connectors.", StringComparison.Ordinal), [reference]));

    private static HashSet<string> Reached(ProjectFile room)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(room.References);
        while (open.TryPop(out var name))
        {
            if (reached.Add(name))
            {
                foreach (var reference in Repository.Projects[name].References)
                {
                    open.Push(reference);
                }
            }
        }

        return reached;
    }
}
