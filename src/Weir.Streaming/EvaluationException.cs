namespace Weir.Streaming;

/// <summary>A row could not be evaluated, and <c>on_error</c> is fail: the pipeline ends.</summary>
public sealed class EvaluationException(string message) : Exception(message);
