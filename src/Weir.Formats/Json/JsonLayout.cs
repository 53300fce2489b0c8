using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Weir.Formats.Json;

/// <summary>
/// The bytes between the values of a row that was seen (<c>{"a":</c>, <c>, "b": </c>, <c>}\n</c>), and which column took each value. A
/// following row with the same bytes in the same places has the same keys, so its values can be read without looking for them.
/// </summary>
internal sealed unsafe class JsonLayout : IDisposable
{
    /// <summary>Rows with more values are not predicted.</summary>
    private const int StepsMax = 512;

    private Step* _steps = (Step*)NativeMemory.AlignedAlloc((nuint)((StepsMax + 1) * sizeof(Step)), 64);
    private int _count;
    private bool _isUsable;

    ~JsonLayout() => NativeMemory.AlignedFree(_steps);

    /// <summary>The steps of a row; the last is of kind <see cref="JsonColumnKind.End"/>. Null while no row was learned.</summary>
    public Step* Steps => IsLearned ? _steps : null;

    public bool IsLearned { get; private set; }

    /// <summary>Starts to note down a row.</summary>
    public void Begin()
    {
        _count = 0;
        _isUsable = true;
        IsLearned = false;
    }

    /// <param name="start">Behind the last value, or the start of the row.</param>
    /// <param name="end">Where the value starts that <paramref name="column"/> takes.</param>
    public void Add(byte* start, byte* end, JsonColumn* column)
    {
        // The last of duplicate keys wins: the value of an earlier one is not read again.
        for (var i = 0; column->Index >= 0 && i < _count; i++)
        {
            _isUsable &= _steps[i].Column != column;
        }

        Add(start, end, column, column->Kind);
    }

    /// <param name="end">Behind the newline.</param>
    public void End(byte* start, byte* end)
    {
        Add(start, end, null, JsonColumnKind.End);
        IsLearned = _isUsable && !new ReadOnlySpan<byte>(start, (int)(end - start - 1)).Contains((byte)'\n');
    }

    /// <summary>True when the bytes at <paramref name="position"/>, of which 64 are readable, are those of the step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Matches(Step* step, byte* position)
    {
        var equal = Vector256.Equals(Vector256.Load(position), Vector256.Load(step->Bytes)).ExtractMostSignificantBits();
        return (~equal & step->Mask) == 0 && (step->Length <= Vector256<byte>.Count || MatchesRest(step, position));
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_steps);
        _steps = null;
        GC.SuppressFinalize(this);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool MatchesRest(Step* step, byte* position) =>
        new ReadOnlySpan<byte>(position, step->Length).SequenceEqual(new ReadOnlySpan<byte>(step->Bytes, step->Length));

    private void Add(byte* start, byte* end, JsonColumn* column, JsonColumnKind kind)
    {
        var length = end - start;
        _isUsable &= length <= Step.BytesMax && _count <= StepsMax
            && (kind == JsonColumnKind.End || !new ReadOnlySpan<byte>(start, (int)length).Contains((byte)'\n'));
        if (!_isUsable)
        {
            return;
        }

        var step = _steps + _count++;
        Unsafe.InitBlock(step, 0, (uint)sizeof(Step));
        Unsafe.CopyBlock(step->Bytes, start, (uint)length);
        step->Mask = length >= 32 ? uint.MaxValue : (1u << (int)length) - 1;
        step->Length = (int)length;
        step->Kind = kind;
        step->Column = column;
    }

    [StructLayout(LayoutKind.Sequential, Size = 128)]
    internal struct Step
    {
        public const int BytesMax = 64;

        public fixed byte Bytes[BytesMax];
        public JsonColumn* Column;
        public uint Mask;
        public int Length;
        public JsonColumnKind Kind;
    }
}
