namespace Weir.Planner.Catalog;

/// <summary>Event time and watermark of a table.</summary>
/// <param name="EventTimeColumn">Position of the column that is the event time; rows where it is NULL are bad data.</param>
/// <param name="Expression">The watermark, over the table's columns by position; a timestamp, never NULL.</param>
public sealed record WatermarkSpecification(int EventTimeColumn, Expression Expression);
