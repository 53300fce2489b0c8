using System.IO.Compression;

namespace Weir.Connectors.Builtin.Files;

/// <summary>
/// The contents of a file from its start to its end, unpacked where it is compressed. Offsets count unpacked bytes; to move in a compressed
/// file is to read it again from its start.
/// </summary>
internal sealed class InputBytes : IDisposable
{
    /// <summary>The option of both file sources; without it the first bytes of a file decide.</summary>
    public const string CompressionOption = "source.compression";

    /// <summary>What the option is, for people.</summary>
    public const string CompressionText = "how the input is compressed; without it the first bytes of a file decide";

    private readonly string _table;
    private readonly InputFile _file;
    private readonly Compression _compression;
    private PackedStream? _packed;
    private Stream? _unpacked;

    // Without this switch the framework takes a gzip file that was cut short for a whole one. It is read once, at the first use of gzip.
    private static readonly bool IsStrict = TurnStrict();

    /// <param name="compression">Null for what the first bytes say.</param>
    /// <exception cref="ConnectorException">The file is packed in a way that cannot be read.</exception>
    public InputBytes(string table, InputFile file, Compression? compression)
    {
        _table = table;
        _file = file;
        _compression = compression ?? Recognise();
        if (_compression == Compression.Gzip && !IsStrict)
        {
            throw new ConnectorException(
                ErrorKind.Unsupported, $"table \"{table}\": this process takes gzip files that were cut short for whole ones, so \"{file.Path}\" is not read", Fault.User,
                isTransient: false, hint: "set System.IO.Compression.UseStrictValidation to true in the host's runtimeconfig.json, before it uses gzip");
        }

        Start();
    }

    /// <summary>Where the next read starts.</summary>
    public long Offset { get; private set; }

    /// <summary>About how many bytes of the file are still to be read.</summary>
    public long Left => _packed?.Left ?? Math.Max(0, _file.Size - Offset);

    /// <returns>0 at the end, and only there.</returns>
    /// <exception cref="ConnectorException">The file has lost bytes, is damaged, or cannot be read.</exception>
    public int Read(Span<byte> bytes)
    {
        var read = _unpacked is null ? _file.Read(bytes, Offset) : Unpack(bytes);
        Offset += read;
        return read;
    }

    /// <summary>Moves on to an offset, or back to one.</summary>
    /// <returns>False when the contents end before it.</returns>
    public bool Seek(long offset)
    {
        if (_unpacked is null)
        {
            Offset = offset;
            return true;
        }

        if (offset < Offset)
        {
            Start();
        }

        var skipped = new byte[64 * 1024];
        while (Offset < offset)
        {
            if (Read(skipped.AsSpan(0, (int)Math.Min(skipped.Length, offset - Offset))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose() => _unpacked?.Dispose();

    private static bool TurnStrict()
    {
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

        // The header of a member and nothing behind it (RFC 1952, section 2.3).
        using var cut = new GZipStream(new MemoryStream([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]), CompressionMode.Decompress);
        try
        {
            return cut.ReadByte() != -1;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private void Start()
    {
        _unpacked?.Dispose();
        Offset = 0;
        _packed = _compression == Compression.None ? null : new PackedStream(_file);
        _unpacked = _compression switch
        {
            Compression.None => null,
            Compression.Gzip => new GZipStream(_packed!, CompressionMode.Decompress),
            _ => new ZstdSharp.DecompressionStream(_packed!),
        };
    }

    private int Unpack(Span<byte> bytes)
    {
        try
        {
            var read = _unpacked!.Read(bytes);
            if (read == 0 && bytes.Length > 0 && (_file.Size == 0 || !(_packed!.IsAtEnd || (_compression == Compression.Gzip && _packed.IsRestZero()))))
            {
                throw Damaged(null);
            }

            return read;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
        {
            throw Damaged(exception);
        }
    }

    private Compression Recognise()
    {
        var head = _file.Head;
        if (PackingOf(head) is { } packing)
        {
            return packing;
        }

        var other = head.StartsWith("BZh"u8) ? "bzip2"
            : head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) ? "xz"
            : head.StartsWith((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 3, 4]) ? "zip"
            : head.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18]) ? "lz4"
            : null;
        return other is null ? Compression.None : throw new ConnectorException(
            ErrorKind.Unsupported,
            $"table \"{_table}\": \"{_file.Path}\" is compressed with {other}, which cannot be read",
            Fault.User,
            isTransient: false,
            hint: $"unpack it, or pack it with gzip or zstd; if it is none of these, write '{CompressionOption}' = 'none'");
    }

    private ConnectorException Damaged(Exception? exception)
    {
        var name = _compression == Compression.Gzip ? "gzip" : "zstd";
        var isOther = Offset == 0 && _compression != Compression.None && PackingOf(_file.Head) != _compression;
        return new ConnectorException(
            ErrorKind.Read,
            isOther
                ? $"table \"{_table}\": \"{_file.Path}\" is not compressed with {name}"
                : $"table \"{_table}\": \"{_file.Path}\" is no whole {name} file: what follows byte {Offset} of its contents is damaged or cut off",
            Fault.User,
            isTransient: false,
            hint: isOther ? $"leave {CompressionOption} out: each file's first bytes decide" : $"look at it with `{name} -t`, and put a whole file there",
            exception);
    }

    // RFC 1952, section 2.3.1; RFC 8878, sections 3.1.1 and 3.1.2: a zstd file may begin with a frame to be skipped (pzstd writes them).
    private static Compression? PackingOf(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Compression.Gzip
        : head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? Compression.Zstd
        : head is [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..] ? Compression.Zstd
        : null;
}
