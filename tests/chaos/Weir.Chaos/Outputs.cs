namespace Weir.Chaos;

/// <summary>Which sinks a run's script has.</summary>
internal enum Outputs
{
    /// <summary>A filesystem sink: whole files, each row in one of them at every moment.</summary>
    Files,

    /// <summary>A single_file sink: each row once at the end.</summary>
    Lines,

    /// <summary>Both from one source, with bad records among the good ones that become dead letters.</summary>
    All,
}
