using System.Text.Json;

namespace Weir.Columnar.Functions;

/// <summary>Counts the elements of arrays and the different keys of objects, with buffers that it uses again.</summary>
internal sealed class JsonMembers
{
    private byte[] _keys = new byte[256];
    private int[] _ends = new int[16];
    private int[] _order = new int[16];
    private readonly Comparison<int> _compare;

    public JsonMembers() => _compare = (left, right) => Key(left).SequenceCompareTo(Key(right));

    /// <summary>Counts what the reader stands on; false when it is neither array nor object, or the text is not JSON.</summary>
    public bool TryCount(ref Utf8JsonReader reader, out long count)
    {
        count = 0;
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return false;
        }

        try
        {
            var members = 0;
            var used = 0;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            while (reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
            {
                if (isObject)
                {
                    used = Keep(reader, members, used);
                    reader.Read();
                }

                members++;
                reader.Skip();
            }

            count = isObject ? CountDifferent(members) : members;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Malformed, or a key with a lone surrogate, which no text is.
            return false;
        }
    }

    private int Keep(Utf8JsonReader reader, int member, int used)
    {
        var length = reader.ValueSpan.Length;
        if (_keys.Length - used < length)
        {
            Array.Resize(ref _keys, Math.Max(used + length, _keys.Length * 2));
        }

        if (member == _ends.Length)
        {
            Array.Resize(ref _ends, member * 2);
            Array.Resize(ref _order, member * 2);
        }

        _order[member] = member;
        return _ends[member] = used + reader.CopyString(_keys.AsSpan(used));
    }

    private long CountDifferent(int members)
    {
        // Sorted, equal keys are neighbours.
        _order.AsSpan(0, members).Sort(_compare);
        long count = members;
        for (var i = 1; i < members; i++)
        {
            count -= Key(_order[i]).SequenceEqual(Key(_order[i - 1])) ? 1 : 0;
        }

        return count;
    }

    private ReadOnlySpan<byte> Key(int member)
    {
        var start = member == 0 ? 0 : _ends[member - 1];
        return _keys.AsSpan(start, _ends[member] - start);
    }
}
